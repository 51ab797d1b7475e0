/** Slack as a channel: signed requests in, posts out. Bolt and its client stay in here. */
@NullMarked
package dev.deskhand.slack;

import org.jspecify.annotations.NullMarked;

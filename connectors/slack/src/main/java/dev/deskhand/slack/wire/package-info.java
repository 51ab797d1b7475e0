/** Slack's payloads, read strictly and turned into what the bot understands. */
@NullMarked
package dev.deskhand.slack.wire;

import org.jspecify.annotations.NullMarked;

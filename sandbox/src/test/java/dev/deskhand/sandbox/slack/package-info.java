/** The Slack stand-in, called as an app calls Slack. */
@NullMarked
package dev.deskhand.sandbox.slack;

import org.jspecify.annotations.NullMarked;

/** A strict local stand-in for Slack: its Web API, and the side that delivers to an app. */
@NullMarked
package dev.deskhand.sandbox.slack;

import org.jspecify.annotations.NullMarked;

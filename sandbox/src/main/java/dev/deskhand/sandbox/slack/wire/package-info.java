/** Slack's JSON: arguments, block limits, stored messages and delivered payloads. */
@NullMarked
package dev.deskhand.sandbox.slack.wire;

import org.jspecify.annotations.NullMarked;

/** What the Bot Connector sends and takes, as JSON. */
@NullMarked
package dev.deskhand.teams.wire;

import org.jspecify.annotations.NullMarked;

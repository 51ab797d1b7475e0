/** The Bot Connector's JSON, read strictly and written. */
@NullMarked
package dev.deskhand.sandbox.teams.wire;

import org.jspecify.annotations.NullMarked;

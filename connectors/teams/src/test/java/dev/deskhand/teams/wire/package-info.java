/** What Teams' JSON looks like. */
@NullMarked
package dev.deskhand.teams.wire;

import org.jspecify.annotations.NullMarked;

/** Runs and plans as they are stored. */
@NullMarked
package dev.deskhand.runbooks.json;

import org.jspecify.annotations.NullMarked;

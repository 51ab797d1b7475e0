/** The lines of exports and of witnessed heads. */
@NullMarked
package dev.deskhand.audit.json;

import org.jspecify.annotations.NullMarked;

/** Values as JSON texts. */
@NullMarked
package dev.deskhand.actions.json;

import org.jspecify.annotations.NullMarked;

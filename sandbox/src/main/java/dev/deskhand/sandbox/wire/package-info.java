/** Plain values as JSON text. */
@NullMarked
package dev.deskhand.sandbox.wire;

import org.jspecify.annotations.NullMarked;

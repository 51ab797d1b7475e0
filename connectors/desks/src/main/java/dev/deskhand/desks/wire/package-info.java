/** JSON that arrives from the outside, read with caps. */
@NullMarked
package dev.deskhand.desks.wire;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.deskhand.desks.builtin;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.deskhand.desks.builtin.json;

import org.jspecify.annotations.NullMarked;

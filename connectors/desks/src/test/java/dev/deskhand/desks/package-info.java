@NullMarked
package dev.deskhand.desks;

import org.jspecify.annotations.NullMarked;

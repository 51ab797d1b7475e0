@NullMarked
package dev.deskhand.desks.rt;

import org.jspecify.annotations.NullMarked;

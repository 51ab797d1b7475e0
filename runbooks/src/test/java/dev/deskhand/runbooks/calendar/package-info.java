/** When runbooks may start. */
@NullMarked
package dev.deskhand.runbooks.calendar;

import org.jspecify.annotations.NullMarked;

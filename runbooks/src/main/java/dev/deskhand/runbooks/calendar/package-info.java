/** When runbooks may start: maintenance windows, blackouts, and what the clocks do in between. */
@NullMarked
package dev.deskhand.runbooks.calendar;

import org.jspecify.annotations.NullMarked;

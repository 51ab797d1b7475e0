/** Calendars as people write them. */
@NullMarked
package dev.deskhand.runbooks.calendar.yaml;

import org.jspecify.annotations.NullMarked;

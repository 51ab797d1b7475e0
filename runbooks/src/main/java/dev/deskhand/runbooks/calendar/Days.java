package dev.deskhand.runbooks.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/** The days on which a window opens. */
public sealed interface Days {
  boolean include(LocalDate day);

  /** These days of every week. */
  record Weekly(Set<DayOfWeek> days) implements Days {
    public Weekly {
      days = Set.copyOf(days);
    }

    @Override
    public boolean include(LocalDate day) {
      return days.contains(day.getDayOfWeek());
    }
  }

  /**
   * One day of every month, such as the second Saturday.
   *
   * @param which from 1 to 4, or -1 for the last
   */
  record Monthly(int which, DayOfWeek day) implements Days {
    @Override
    public boolean include(LocalDate asked) {
      return asked.equals(asked.with(TemporalAdjusters.dayOfWeekInMonth(which, day)));
    }
  }
}

package dev.deskhand.storage;

import java.sql.SQLException;
import java.util.Optional;

/** Finds the database's own words under the wrapping of libraries. */
final class Failures {
  private Failures() {}

  static Optional<SQLException> sqlCause(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}

package dev.deskhand.web;

import io.javalin.http.HttpStatus;
import java.util.List;

/** A request of the command line is not served; the answer is a problem (RFC 9457). */
final class ProblemException extends WebException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;
  private final String name;
  private final transient List<String> reasons;

  /**
   * A problem.
   *
   * @param name such as {@code refused}, for programs
   * @param reasons what is wrong, one by one, where it is several things
   */
  ProblemException(HttpStatus status, String name, String detail, List<String> reasons) {
    super(detail);
    this.status = status;
    this.name = name;
    this.reasons = List.copyOf(reasons);
  }

  ProblemException(HttpStatus status, String name, String detail) {
    this(status, name, detail, List.of());
  }

  HttpStatus status() {
    return status;
  }

  String name() {
    return name;
  }

  List<String> reasons() {
    return reasons;
  }
}

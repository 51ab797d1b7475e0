package dev.deskhand.content;

import java.util.List;
import java.util.stream.Collectors;

/** What was written can't be used; carries every problem. The root of this module's exceptions. */
public final class ContentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public ContentException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}

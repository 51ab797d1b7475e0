package dev.deskhand.actions.ssh;

import java.util.Optional;

/** What came back from a host. */
sealed interface HostAnswer {

  /** The command ended, now or in an earlier attempt. */
  record Ran(int exitCode, String output) implements HostAnswer {}

  /** The attempt was cancelled before it began. */
  record Cancelled() implements HostAnswer {}

  /** The attempt was begun before, by another connection. */
  record Claimed() implements HostAnswer {}

  /** The attempt is going on. */
  record Running() implements HostAnswer {}

  /** The attempt was begun, is not going on and left no exit code. */
  record Lost() implements HostAnswer {}

  /** The wrapper would not begin: nothing was done. */
  record Refused(String reason) implements HostAnswer {}

  /** Nothing was sent. */
  record Unreached(Again again, String reason) implements HostAnswer {}

  /** It was sent, and no answer came. */
  record Silent(String reason) implements HostAnswer {}

  /** Whether it may be different the next time. */
  enum Again {
    MAY_HELP,
    WILL_NOT_HELP
  }

  String MARK = "deskhand: ";
  String OUTPUT_MARK = MARK + "output\n";

  /**
   * Reads what the wrapper said on standard error; what a login script said before is skipped.
   *
   * @param output standard output, where the command's own stands behind a mark
   * @return empty when the wrapper said nothing
   */
  static Optional<HostAnswer> parse(String said, String output) {
    int begin = output.indexOf(OUTPUT_MARK);
    String told = begin < 0 ? "" : output.substring(begin + OUTPUT_MARK.length());
    return said.lines()
        .filter(line -> line.startsWith(MARK))
        .findFirst()
        .flatMap(line -> parseLine(line.substring(MARK.length()), told));
  }

  private static Optional<HostAnswer> parseLine(String said, String output) {
    int space = said.indexOf(' ');
    String word = space < 0 ? said : said.substring(0, space);
    String more = space < 0 ? "" : said.substring(space + 1);
    return switch (word) {
      case "ran" -> exitCode(more).map(code -> new Ran(code, output));
      case "cancelled" -> Optional.of(new Cancelled());
      case "claimed" -> Optional.of(new Claimed());
      case "running" -> Optional.of(new Running());
      case "lost" -> Optional.of(new Lost());
      case "refused" -> Optional.of(new Refused(more));
      case String _ -> Optional.empty();
    };
  }

  private static Optional<Integer> exitCode(String text) {
    return text.matches("[0-9]{1,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}

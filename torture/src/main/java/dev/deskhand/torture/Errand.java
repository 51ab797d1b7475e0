package dev.deskhand.torture;

/**
 * An attempt or a probe where a protocol has room for one text: the name of a database or of a
 * user.
 *
 * @param space of the world that it goes to
 * @param asked what it is; its fate says nothing yet
 */
record Errand(String space, Received asked) {
  private static final char PARTED_BY = ',';

  String text() {
    return space + PARTED_BY + asked.line().replace('\t', PARTED_BY);
  }

  /** Reads what {@link #text} gave. */
  static Errand read(String text) {
    int end = text.indexOf(PARTED_BY);
    return new Errand(
        text.substring(0, end), Received.parse(text.substring(end + 1).replace(PARTED_BY, '\t')));
  }
}

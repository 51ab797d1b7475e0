package dev.deskhand.journal;

/** A place in the journal of a database; later commits have higher ones. */
public record Position(long value) implements Comparable<Position> {
  /** Before the first event. */
  public static final Position START = new Position(0);

  @Override
  public int compareTo(Position other) {
    return Long.compare(value, other.value);
  }
}

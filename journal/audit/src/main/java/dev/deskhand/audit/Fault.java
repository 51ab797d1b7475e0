package dev.deskhand.audit;

/**
 * The first place where a chain or an export is not what it was.
 *
 * @param index of the entry; 0 where it is about the export as a whole
 * @param told in words, beginning with a small letter, without a full stop
 */
public record Fault(Kind kind, long index, String told) {

  /** What was done to it. */
  public enum Kind {
    /** The entry is at its place, and not what was written. */
    ALTERED,
    /** Entries are not there. */
    REMOVED,
    /** Two neighbours changed places. */
    SWAPPED,
    /** An entry stands there again. */
    DOUBLED,
    /** The end is gone: a head that was witnessed is not reached. */
    TRUNCATED,
    /** The bytes are no export, or not the export that was signed. */
    FORGED
  }
}

package dev.deskhand.storage;

import dev.deskhand.journal.VersionConflictException;
import java.util.List;

/** One of these streams is not where somebody expected it. */
final class MovedOnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<HotRows.Move> moves;

  MovedOnException(List<HotRows.Move> moves) {
    super("a stream has moved on");
    this.moves = List.copyOf(moves);
  }

  /** The same for the caller, with what is found now. */
  VersionConflictException explained(Prepared prepared) {
    for (HotRows.Move move : moves) {
      long found = StreamHeads.sequence(prepared, move.key());
      if (found != move.expected()) {
        return new VersionConflictException(
            "append to %s: expected sequence %d, found %d; read it again and decide anew"
                .formatted(move.key(), move.expected(), found));
      }
    }
    return new VersionConflictException("append: " + getMessage() + " and back; decide anew");
  }
}

package dev.deskhand.storage;

import dev.deskhand.journal.StreamKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Streams that this writer moved last, and left without a timer: nobody has to look for one when
 * they move on from there. One who moved them to the same sequence since, and set a timer, leaves
 * one behind that finds nothing to wake. Belongs to the writer's thread.
 */
final class Timerless {
  private static final int MOST = 10_000;

  private final Map<StreamKey, Long> sequences =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamKey, Long> eldest) {
          return size() > MOST;
        }
      };

  /** Whether the stream that moves on is new, or known to have no timer where it is now. */
  boolean knows(HotRows.Move move) {
    Long known = sequences.get(move.key());
    return move.expected() == 0 || (known != null && known == move.expected());
  }

  /** Takes in what was written. */
  void learn(List<HotRows.Move> moves) {
    for (HotRows.Move move : moves) {
      if (move.state().equals(StreamHeads.LIVE)) {
        sequences.put(move.key(), move.sequence());
      } else {
        sequences.remove(move.key());
      }
    }
  }
}

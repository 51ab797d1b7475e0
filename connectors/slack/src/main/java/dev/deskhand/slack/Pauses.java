package dev.deskhand.slack;

import dev.deskhand.bot.message.DeliveryFailedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The pauses that Slack asked for, by method, and by channel where that is what Slack counts by,
 * for this process alone (https://docs.slack.dev/apis/web-api/rate-limits): what else goes there by
 * the same method waits, too, instead of asking for the next refusal; other channels don't. Behind
 * a pause all that waited goes one by one, in the order in which it came, with a second between.
 * Thread-safe.
 */
final class Pauses {
  /** What Slack takes of one channel in the long run. */
  static final Duration BETWEEN = Duration.ofSeconds(1);

  private static final int MANY = 1_000;

  private final Map<Slot, Queue> queues = new HashMap<>();
  private final LongSupplier nanos;

  Pauses(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * What Slack counts by: posts by channel, all else by workspace, which is one with no channel.
   */
  record Slot(String method, String channel) {}

  /** Those who wait for one slot, each with the time that is theirs. */
  private static final class Queue {
    private final Map<String, Long> turns = new HashMap<>();
    private final long first;
    private long last;

    /** All that came through: it goes on, however many others do between its calls. */
    private final Set<String> through = new HashSet<>();

    Queue(long first) {
      this.first = first;
      this.last = first - BETWEEN.toNanos();
    }

    /** The time at which this one may go; nobody else has the same. */
    long turn(String what, long now) {
      return turns.computeIfAbsent(
          what,
          _ -> {
            long after = last + BETWEEN.toNanos();
            last = after - now > 0 ? after : now;
            return last;
          });
    }

    /** Whether all whose time it was have gone, or will not come any more. */
    boolean isOver(long now) {
      return now - last >= 2 * BETWEEN.toNanos();
    }
  }

  /**
   * Lets a call through.
   *
   * @param what the same for all calls that one attempt takes: once its turn has come, they go
   * @throws DeliveryFailedException while others go first; it says for how long
   */
  synchronized void pass(Slot slot, String what) {
    Queue queue = queues.get(slot);
    if (queue == null) {
      return;
    }
    long now = nanos.getAsLong();
    if (queue.isOver(now)) {
      queues.remove(slot);
      return;
    }
    if (queue.through.contains(what)) {
      return;
    }
    long left = queue.turn(what, now) - now;
    if (left > 0) {
      throw pausing(slot, what, left);
    }
    queue.turns.remove(what);
    queue.through.add(what);
  }

  /**
   * Lets a call through that is never made again: it keeps no place among those who wait.
   *
   * @throws DeliveryFailedException while a pause goes on
   */
  synchronized void passNow(Slot slot, String what) {
    Queue queue = queues.get(slot);
    long left = queue == null ? 0 : queue.first - nanos.getAsLong();
    if (left > 0) {
      throw pausing(slot, what, left);
    }
  }

  private static DeliveryFailedException pausing(Slot slot, String what, long left) {
    return DeliveryFailedException.retryAfter(
        Duration.ofNanos(left),
        "%s: %s to %s pauses, as Slack asked".formatted(what, slot.method(), slot.channel()));
  }

  /** Slack asked for a pause; whoever was refused goes first. */
  synchronized void begin(Slot slot, String what, Duration pause) {
    long now = nanos.getAsLong();
    if (queues.size() >= MANY) {
      queues.values().removeIf(queue -> queue.isOver(now));
    }
    Queue queue = new Queue(now + pause.toNanos());
    queue.turn(what, now);
    queues.put(slot, queue);
  }
}

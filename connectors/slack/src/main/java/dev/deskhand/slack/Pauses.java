package dev.deskhand.slack;

import dev.deskhand.bot.message.DeliveryFailedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The pauses that Slack asked for, by method and channel, for this process alone
 * (https://docs.slack.dev/apis/web-api/rate-limits): what else goes to the same channel by the same
 * method waits, too, instead of asking for the next refusal; other channels don't. Thread-safe.
 */
final class Pauses {
  private static final int MANY = 1_000;

  private final Map<Slot, Long> until = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  Pauses(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** What Slack counts by. */
  record Slot(String method, String channel) {}

  /**
   * Lets a call through.
   *
   * @throws DeliveryFailedException while a pause goes on; it says for how long
   */
  void pass(Slot slot, String what) {
    Long end = until.get(slot);
    if (end == null) {
      return;
    }
    long left = end - nanos.getAsLong();
    if (left <= 0) {
      until.remove(slot, end);
      return;
    }
    throw DeliveryFailedException.retryAfter(
        Duration.ofNanos(left),
        "%s: %s to %s pauses, as Slack asked".formatted(what, slot.method(), slot.channel()));
  }

  /** Slack asked for a pause. */
  void begin(Slot slot, Duration pause) {
    long now = nanos.getAsLong();
    if (until.size() >= MANY) {
      until.values().removeIf(end -> end - now <= 0);
    }
    until.put(slot, now + pause.toNanos());
  }
}

package dev.deskhand.bot.resolution;

import dev.deskhand.bot.Posts;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows in a run's conversation how far it has come: one message, updated in place, at most every
 * two seconds, and not before the last update has arrived: where a platform takes only so many,
 * they don't pile up. What was shown last is known to this process only: another one begins anew,
 * with the same message. For one thread at a time.
 */
final class ProgressPosts {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final RunStore runs;
  private final Outbox outbox;
  private final Posts posts;
  private final InstantSource clock;
  private final Map<StreamKey, Shown> shown = new LinkedHashMap<>();

  /**
   * What was shown of a run, and what there is to show.
   *
   * @param at when it was shown last
   * @param shownTo the event up to which it was shown
   * @param steps when those under way were begun; of those that another process saw begin nothing
   * @param last the delivery of it; of what another process showed nothing
   */
  private record Shown(
      Instant begun,
      Instant at,
      long shownTo,
      StoredRun latest,
      Map<StepId, Instant> steps,
      Optional<DeliveryKey> last) {
    boolean isDue(Instant now) {
      return latest.sequence() > shownTo && !now.isBefore(at.plus(PAUSE));
    }

    Shown with(StoredRun newer, Map<StepId, Instant> going) {
      return new Shown(begun, at, shownTo, newer, going, last);
    }
  }

  ProgressPosts(RunStore runs, Outbox outbox, Posts posts, InstantSource clock) {
    this.runs = runs;
    this.outbox = outbox;
    this.posts = posts;
    this.clock = clock;
  }

  /** The message that all later ones replace. */
  void begin(Append.Builder into, StoredRun stored, Message message) {
    posts.say(into, key(stored), conversation(stored), message);
    Instant now = clock.instant();
    Map<StepId, Instant> steps = new HashMap<>();
    RunReplies.going(stored.run()).forEach(step -> steps.put(step, now));
    Optional<DeliveryKey> last = Optional.of(new DeliveryKey(key(stored)));
    shown.put(stored.key(), new Shown(now, now, 0, stored, Map.copyOf(steps), last));
  }

  /** Something has happened to a run that goes on. */
  void follow(Append.Builder into, StoredRun stored) {
    Shown before = shown.get(stored.key());
    Shown after =
        before == null
            ? new Shown(begunAt(stored), clock.instant(), 0, stored, Map.of(), Optional.empty())
            : before.with(stored, steps(before, stored));
    shown.put(stored.key(), isDue(after) ? show(into, after) : after);
  }

  private boolean isDue(Shown it) {
    return it.isDue(clock.instant())
        && it.last()
            .filter(last -> outbox.receipt(it.latest().key().tenant(), last).isEmpty())
            .isEmpty();
  }

  private Map<StepId, Instant> steps(Shown before, StoredRun stored) {
    Map<StepId, Instant> steps = new HashMap<>(before.steps());
    Set<StepId> going = RunReplies.going(stored.run());
    Set<StepId> earlier = RunReplies.going(before.latest().run());
    steps.keySet().retainAll(going);
    going.stream()
        .filter(step -> !earlier.contains(step))
        .forEach(step -> steps.put(step, clock.instant()));
    return Map.copyOf(steps);
  }

  /** A run has ended; what is shown of it from now on stays. */
  void end(Append.Builder into, StoredRun stored) {
    Shown before = shown.remove(stored.key());
    Instant begun = before == null ? begunAt(stored) : before.begun();
    String _ = replace(into, stored, RunReplies.over(stored.run(), since(begun)));
  }

  /** Runs of which there is something to show that had to wait, as they stand now. */
  List<StoredRun> due() {
    List<StoredRun> due = new ArrayList<>();
    for (Shown it : List.copyOf(shown.values())) {
      if (isDue(it)) {
        runs.find(it.latest().key().tenant(), it.latest().id())
            .filter(run -> !run.run().hasEnded())
            .ifPresentOrElse(due::add, () -> shown.remove(it.latest().key()));
      }
    }
    return due;
  }

  private Shown show(Append.Builder into, Shown it) {
    Run run = it.latest().run();
    String key =
        replace(into, it.latest(), RunReplies.progress(run, since(it.begun()), it.steps()));
    return new Shown(
        it.begun(),
        clock.instant(),
        it.latest().sequence(),
        it.latest(),
        it.steps(),
        Optional.of(new DeliveryKey(key)));
  }

  /** Gives back the key of the delivery. */
  private String replace(Append.Builder into, StoredRun stored, Message message) {
    String first = key(stored);
    String key = first + "-" + stored.sequence();
    posts.replace(into, first, key, conversation(stored), message);
    return key;
  }

  private Duration since(Instant begun) {
    Duration since = Duration.between(begun, clock.instant());
    return since.isNegative() ? Duration.ZERO : since;
  }

  private Instant begunAt(StoredRun stored) {
    return runs.history(stored.key().tenant(), stored.id()).stream()
        .filter(recorded -> recorded.event().type().equals("run-started"))
        .map(recorded -> recorded.at())
        .findFirst()
        .orElseGet(clock::instant);
  }

  private static ConversationId conversation(StoredRun stored) {
    Run run = stored.run();
    return ConversationId.of(StreamId.parse(run.request().conversation()));
  }

  private static String key(StoredRun stored) {
    return "progress-" + stored.id();
  }
}

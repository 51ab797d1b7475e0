package dev.deskhand.bot.resolution;

import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import dev.deskhand.trees.WalkStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tails the journal and derives what people and desks have to hear. What it derives and how far it
 * has come are one commit, so that nothing is told twice and nothing is left out. One reader works
 * at a time: the holder of partition 0.
 */
public final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  /** Its name as a reader of the journal. */
  public static final String READER = "reporter";

  private static final int BATCH = 200;

  /** Who is asked when nobody else can know, and told when a person has to go on. */
  public static final Role SUPPORT = Venues.SUPPORT;

  /** Events whose telling may write to another stream: a walk, or somebody's conversation. */
  private static final Set<String> WRITING =
      Set.of("run-ended", "rollback-started", "answer-asked", "answered", "step-failed");

  private final Journal journal;
  private final RunReporter runs;
  private final WalkReporter walks;
  private final TriggeredRunReporter triggered;

  /** What is told about, and what of it has arrived. */
  public record Sources(
      RunStore runs,
      WalkStore walks,
      ConversationStore conversations,
      Outbox outbox,
      Resolver resolver) {}

  public Reporter(
      Journal journal, Sources sources, Venues venues, Posts posts, InstantSource clock) {
    this.journal = journal;
    this.runs = new RunReporter(sources, venues, posts, clock);
    this.walks = new WalkReporter(sources.walks(), sources.resolver(), venues, posts, SUPPORT);
    this.triggered = new TriggeredRunReporter(sources, venues, posts);
  }

  /** Reports everything that has happened since the last call. */
  public void catchUp(Lease lease) {
    Position from = journal.bookmark(READER);
    List<RecordedEvent> events = journal.tail(from, BATCH);
    while (!events.isEmpty()) {
      for (List<RecordedEvent> one : slices(events)) {
        reportAll(one, lease);
      }
      from = events.getLast().position();
      events = journal.tail(from, BATCH);
    }
    runs.due().forEach(run -> showProgress(run, lease));
  }

  /** Nothing has happened since; what had to wait is shown now. */
  private void showProgress(StoredRun run, Lease lease) {
    Append.Builder append = Append.in(run.key().tenant()).under(lease);
    runs.showProgress(append, run);
    journal.append(append.build());
  }

  /**
   * Cuts a batch so that each slice has events of one tenant and ends behind the first that may
   * write to another stream: two such in one commit could stand in each other's way.
   */
  private static List<List<RecordedEvent>> slices(List<RecordedEvent> events) {
    List<List<RecordedEvent>> slices = new ArrayList<>();
    List<RecordedEvent> slice = new ArrayList<>();
    for (RecordedEvent event : events) {
      if (!slice.isEmpty() && !slice.getLast().key().tenant().equals(event.key().tenant())) {
        slices.add(List.copyOf(slice));
        slice.clear();
      }
      slice.add(event);
      if (WRITING.contains(event.event().type())) {
        slices.add(List.copyOf(slice));
        slice.clear();
      }
    }
    if (!slice.isEmpty()) {
      slices.add(List.copyOf(slice));
    }
    return slices;
  }

  private void reportAll(List<RecordedEvent> events, Lease lease) {
    boolean overtaken = true;
    while (overtaken) {
      overtaken = !committed(derived(events, lease));
    }
  }

  private Append derived(List<RecordedEvent> events, Lease lease) {
    Append.Builder append = Append.in(events.getFirst().key().tenant()).under(lease);
    events.forEach(event -> reportOrLeave(append, event));
    return append.reading(READER, events.getLast().position()).build();
  }

  /** False if a walk moved on meanwhile: derive anew. */
  private boolean committed(Append append) {
    try {
      journal.append(append);
      return true;
    } catch (VersionConflictException _) {
      return false;
    }
  }

  /** What can't be told about one event must not silence all that come after it. */
  private void reportOrLeave(Append.Builder append, RecordedEvent event) {
    try {
      report(append, event);
    } catch (JournalException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error(
          "position={} stream={} type={} can't be reported and is left out",
          event.position().value(),
          event.key(),
          event.event().type(),
          e);
    }
  }

  private void report(Append.Builder append, RecordedEvent event) {
    switch (event.key().stream().kind()) {
      case RunId.KIND -> {
        RunEvent of = RunEventJson.read(event.event());
        runs.report(append, event, of);
        triggered.report(append, event, of);
      }
      case WalkStore.KIND -> walks.report(append, event);
      default -> {}
    }
  }
}

package dev.deskhand.bot;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.reply.Waiting;
import dev.deskhand.bot.resolution.RunFiles;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The runs that somebody may read about. Has no effects. Thread-safe. */
public final class RunShelf {
  static final int MOST_LOOKED_AT = 200;
  private static final int MOST_WAITING = 300;
  private static final int MOST_SHOWN = 20;

  private final RunStore runs;
  private final Gate gate;
  private final RunFiles files;

  public RunShelf(RunStore runs, Gate gate) {
    this.runs = runs;
    this.gate = gate;
    this.files = new RunFiles(runs);
  }

  /** Up to 20 of the runs that changed last, the newest first. */
  public List<StoredRun> recent(Principal reader) {
    return runs.recent(reader.tenant(), MOST_LOOKED_AT)
        .filter(stored -> mayRead(reader, stored))
        .limit(MOST_SHOWN)
        .toList();
  }

  /** Up to 20 of somebody's own, the newest first. */
  List<StoredRun> requestedBy(Principal reader) {
    return runs.recent(reader.tenant(), MOST_LOOKED_AT)
        .filter(stored -> stored.run().request().requester().equals(reader.id()))
        .filter(stored -> mayRead(reader, stored))
        .limit(MOST_SHOWN)
        .toList();
  }

  /**
   * Up to 20 things that runs want of somebody: first of those that wait and do nothing else, the
   * newest first, however many have ended since.
   */
  List<Waiting> waitingFor(Principal person, Venues venues) {
    Stream<StoredRun> waiting = runs.waiting(person.tenant(), MOST_WAITING);
    Stream<StoredRun> lately = runs.recent(person.tenant(), MOST_LOOKED_AT);
    Set<StreamKey> seen = new HashSet<>();
    return Stream.concat(waiting, lately)
        .filter(stored -> seen.add(stored.key()))
        .flatMap(stored -> waitingFor(person, stored, venues))
        .limit(MOST_SHOWN)
        .toList();
  }

  /** What one run wants of somebody. */
  Stream<Waiting> waitingFor(Principal person, StoredRun stored, Venues venues) {
    return stored.run().hasEnded()
        ? Stream.empty()
        : Stream.concat(yes(person, stored), asked(person, stored, venues).stream());
  }

  /** Who could approve reads what they are asked, even if they could not read it otherwise. */
  private Stream<Waiting> yes(Principal approver, StoredRun stored) {
    return isAwaiting(approver, stored.run())
        ? Stream.of(new Waiting.Start(stored))
        : stored.run().awaitingApproval().stream()
            .flatMap(step -> rest(approver, stored, step).stream());
  }

  private boolean isAwaiting(Principal approver, Run run) {
    return run.phase() instanceof Run.Phase.AwaitingApproval waiting
        && run.approvals().stream().noneMatch(it -> it.by().equals(approver.id()))
        && gate.couldApprove(approver, run, waiting.rule());
  }

  private Optional<Waiting> rest(Principal approver, StoredRun stored, StepRef step) {
    Run run = stored.run();
    return run.progress(step).orElseThrow() instanceof StepProgress.AwaitingApproval waiting
            && run.plan().step(step.step()).content() instanceof PlannedStep.Approval(var rule)
            && !waiting.by().contains(approver.id())
            && gate.couldApprove(approver, run, rule)
        ? Optional.of(new Waiting.Rest(stored, step, waiting))
        : Optional.empty();
  }

  /** The forms of a run that wait for somebody; whoever is asked need not be able to read it. */
  List<Waiting.Values> asked(Principal person, StoredRun stored, Venues venues) {
    Run run = stored.run();
    return run.hasEnded()
        ? List.of()
        : run.awaitingAnswer().stream()
            .flatMap(
                step ->
                    run.plan().step(step.step()).content() instanceof PlannedStep.Ask ask
                            && venues.respondents(person.tenant(), run, ask).contains(person.id())
                        ? Stream.of(new Waiting.Values(stored, step, ask.form()))
                        : Stream.empty())
            .toList();
  }

  /** Whether any form of the run's plan is for this person. */
  boolean wasAsked(Principal person, StoredRun stored, Venues venues) {
    return stored
        .run()
        .plan()
        .all()
        .anyMatch(
            step ->
                step.content() instanceof PlannedStep.Ask ask
                    && venues
                        .respondents(person.tenant(), stored.run(), ask)
                        .contains(person.id()));
  }

  /** A run; empty if there is none, and likewise if it is none of the reader's business. */
  public Optional<StoredRun> find(Principal reader, RunId id) {
    return runs.find(reader.tenant(), id).filter(stored -> mayRead(reader, stored));
  }

  /** The texts of a run that are too long for its story, for whoever may read it. */
  public List<Attachment> files(Principal reader, StoredRun stored) {
    return mayRead(reader, stored) ? files.of(reader.tenant(), stored.id()) : List.of();
  }

  /** The one of them that has this digest, for whoever may read it. */
  public Optional<Attachment> file(Principal reader, StoredRun stored, String sha256) {
    return mayRead(reader, stored)
        ? files.one(reader.tenant(), stored.id(), sha256)
        : Optional.empty();
  }

  private boolean mayRead(Principal reader, StoredRun stored) {
    return gate.mayRead(reader, stored.run()) instanceof Decision.Allow;
  }
}

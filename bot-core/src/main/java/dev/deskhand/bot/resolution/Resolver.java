package dev.deskhand.bot.resolution;

import dev.deskhand.bot.TreeArchive;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.resolution.Resolution.Entry;
import dev.deskhand.bot.resolution.Resolution.Kind;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.Conclusion;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkOutcome;
import dev.deskhand.trees.WalkStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Derives resolutions from the journal. Thread-safe. */
public final class Resolver {
  private final WalkStore walks;
  private final RunStore runs;
  private final ConversationStore conversations;
  private final TreeArchive trees;
  private final RunFiles files;

  public Resolver(
      WalkStore walks, RunStore runs, ConversationStore conversations, TreeArchive trees) {
    this.walks = walks;
    this.runs = runs;
    this.conversations = conversations;
    this.trees = trees;
    this.files = new RunFiles(runs);
  }

  /** The resolution of a walk that has ended, its runs included. */
  public Resolution ofWalk(StoredWalk stored, Conclusion conclusion) {
    TenantId tenant = stored.key().tenant();
    Tree tree = trees.treeOf(tenant, stored.walk());
    List<Entry> timeline = new ArrayList<>();
    List<Attachment> kept = new ArrayList<>();
    for (RecordedEvent recorded : walks.history(tenant, stored.walk().id())) {
      WalkEvent event = walks.read(recorded);
      entry(tree, recorded, event).ifPresent(timeline::add);
      given(recorded, stored, event).ifPresent(timeline::add);
      if (event instanceof WalkEvent.HandedOver over) {
        RunId run = new RunId(over.runId());
        timeline.addAll(runEntries(tenant, run));
        kept.addAll(files.evidence(tenant, run));
      }
    }
    timeline.sort(Comparator.comparing(Entry::at));
    return new Resolution(
        asked(tenant, stored.walk().conversation(), stored.walk().id().value())
            .orElse(tree.title()),
        timeline,
        kept.subList(Math.max(0, kept.size() - RunFiles.MOST), kept.size()),
        outcome(conclusion),
        conclusion.say().value(),
        stored.changedAt());
  }

  /** The resolution of a run that was asked for by itself. */
  public Resolution ofRun(StoredRun stored, String forRequester) {
    TenantId tenant = stored.key().tenant();
    List<RecordedEvent> history = runs.history(tenant, stored.id());
    List<Entry> timeline = RunTimeline.of(stored.run(), history);
    String outcome = timeline.isEmpty() ? "" : timeline.getLast().what();
    return new Resolution(
        asked(tenant, stored.run().request().conversation(), stored.id().value())
            .orElse(stored.run().plan().title()),
        timeline,
        files.evidence(tenant, stored.id()),
        outcome,
        forRequester,
        history.getLast().at());
  }

  private List<Entry> runEntries(TenantId tenant, RunId id) {
    return runs.find(tenant, id)
        .map(run -> RunTimeline.of(run.run(), runs.history(tenant, id)))
        .orElse(List.of());
  }

  private Optional<String> asked(TenantId tenant, String conversation, String begun) {
    return conversations
        .beginning(tenant, ConversationId.of(StreamId.parse(conversation)), begun)
        .flatMap(
            event ->
                switch (event) {
                  case ConversationEvent.WalkBegun walk -> Optional.of(walk.request().value());
                  case ConversationEvent.RunBegun run -> Optional.of(run.request().value());
                  case ConversationEvent.Said _,
                      ConversationEvent.SentenceRead _,
                      ConversationEvent.TicketLinked _,
                      ConversationEvent.ChoiceOffered _,
                      ConversationEvent.InputAsked _,
                      ConversationEvent.FieldAsked _,
                      ConversationEvent.ConfirmationAsked _,
                      ConversationEvent.ChangesAsked _,
                      ConversationEvent.TicketAsked _,
                      ConversationEvent.QuestionSettled _ ->
                      Optional.empty();
                });
  }

  private static Optional<Entry> entry(Tree tree, RecordedEvent recorded, WalkEvent event) {
    return switch (event) {
      case WalkEvent.Answered answered ->
          some(
              recorded,
              Kind.ASKED,
              question(tree, answered)
                  + " — "
                  + label(tree, answered)
                  + " ("
                  + answered.by()
                  + ")");
      case WalkEvent.CheckAnswered checked ->
          some(recorded, Kind.CHECKED, checked.node() + ": " + checked.evidence().value());
      case WalkEvent.CheckFailed failed ->
          some(recorded, Kind.CHECKED, failed.node() + ": could not find out: " + failed.reason());
      case WalkEvent.HandOverEnded ended ->
          some(
              recorded,
              Kind.DONE,
              ended.node() + ": " + ended.outcome().name().toLowerCase(Locale.ROOT));
      case WalkEvent.TimedOut timedOut ->
          some(recorded, Kind.FAILED, timedOut.node() + ": no answer in time");
      case WalkEvent.AnswerMissed missed ->
          some(
              recorded,
              Kind.ASKED,
              missed.node() + ": answered by something else: " + missed.said().value());
      case WalkEvent.WentBack back -> some(recorded, Kind.DECIDED, back.by() + " went back");
      case WalkEvent.StartedOver over -> some(recorded, Kind.DECIDED, over.by() + " began anew");
      case WalkEvent.Passed passed ->
          passed.finding().flatMap(it -> some(recorded, Kind.CHECKED, "found: " + it.value()));
      case WalkEvent.GivenUp givenUp ->
          some(recorded, Kind.DECIDED, givenUp.by() + " did not want to go on");
      case WalkEvent.EscalationAsked asked ->
          some(recorded, Kind.DECIDED, asked.by() + " asked for a person");
      case WalkEvent.FilesRefused refused ->
          some(
              recorded,
              Kind.ASKED,
              refused.node() + ": a file was given, and not taken: " + refused.reason());
      case WalkEvent.WalkStarted _,
          WalkEvent.QuestionAsked _,
          WalkEvent.FilesGiven _,
          WalkEvent.Moved _,
          WalkEvent.CheckRequested _,
          WalkEvent.HandedOver _,
          WalkEvent.WalkEnded _ ->
          Optional.empty();
    };
  }

  /** What was attached, by its digests, and where the portal has it. */
  private static Optional<Entry> given(RecordedEvent recorded, StoredWalk stored, WalkEvent event) {
    return event instanceof WalkEvent.Answered answered
            && answered.answer() instanceof Answer.Attached(List<KeptFile> files)
        ? some(
            recorded,
            Kind.ASKED,
            "kept, at /walks/"
                + stored.walk().id()
                + ": "
                + files.stream()
                    .map(file -> file.name().value() + ", SHA-256 " + file.sha256())
                    .collect(Collectors.joining("; ")))
        : Optional.empty();
  }

  private static Optional<Entry> some(RecordedEvent recorded, Kind kind, String what) {
    return Optional.of(new Entry(recorded.at(), kind, what));
  }

  private static String question(Tree tree, WalkEvent.Answered answered) {
    return tree.find(answered.node()).orElse(null) instanceof Node.Asking asking
        ? asking.text().source()
            + asking.picture().map(it -> " [picture: " + it.shows() + "]").orElse("")
        : answered.node().toString();
  }

  private static String label(Tree tree, WalkEvent.Answered answered) {
    return tree.find(answered.node()).orElse(null) instanceof Node.Asking asking
        ? answered.answer().label(asking)
        : answered.answer().value();
  }

  private static String outcome(Conclusion conclusion) {
    String how =
        switch (conclusion.outcome()) {
          case SOLVED -> "solved";
          case ESCALATED ->
              "handed to a person" + conclusion.queue().map(it -> ", queue " + it).orElse("");
          case ABANDONED -> "not wanted any more";
          case YIELDED -> "left to the desk's people";
        };
    return how + ". " + conclusion.finding().text();
  }

  /** Whether somebody has to go on. */
  public static boolean isSolved(Conclusion conclusion) {
    return conclusion.outcome() == WalkOutcome.SOLVED;
  }
}

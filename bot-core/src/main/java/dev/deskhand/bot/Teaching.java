package dev.deskhand.bot;

import dev.deskhand.bot.Textbook.Trial;
import dev.deskhand.bot.Textbook.Written;
import dev.deskhand.bot.hint.Hint;
import dev.deskhand.bot.hint.HintEvent;
import dev.deskhand.bot.hint.HintEvent.Verdict;
import dev.deskhand.bot.hint.HintStore;
import dev.deskhand.bot.hint.Hints;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Scores;
import dev.deskhand.bot.intent.opennlp.Masking;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people's sentences teach, once somebody who may has said yes: what waits is looked at, what
 * an example would change is measured, and only then it goes into the catalogue's file. Nothing is
 * learnt by itself. Thread-safe.
 */
public final class Teaching {
  private final HintStore hints;
  private final Textbook book;
  private final IdentityDirectory people;
  private final Gate gate;
  private final InstantSource clock;

  /**
   * Teaching.
   *
   * @param people whose names are masked
   */
  public Teaching(
      HintStore hints, Textbook book, IdentityDirectory people, Gate gate, InstantSource clock) {
    this.hints = hints;
    this.book = book;
    this.people = people;
    this.gate = gate;
    this.clock = clock;
  }

  /** What somebody approves: a sentence as they want it, and what it means. */
  public record Lesson(String intent, String sentence) {}

  /** What came of it. */
  public sealed interface Heard {
    /** It would come to that. */
    record Tried(Lesson lesson, Trial trial) implements Heard {}

    /**
     * The file is written, or has to be; {@link #note} writes down that it is approved.
     *
     * @param impact what that changes, in words
     * @param artefacts the digest of the file, if it changed
     */
    record Approved(
        Intent intent, Written written, String difference, String impact, List<String> artefacts)
        implements Heard {
      public Approved {
        artefacts = List.copyOf(artefacts);
      }
    }

    /** It is in the append. */
    record Rejected() implements Heard {}

    record Refused(Decision decision) implements Heard {}

    /** The hint was judged already. */
    record Moot(PersonId by, Verdict verdict) implements Heard {}

    record NoSuchHint() implements Heard {}

    record Unfit(List<String> reasons) implements Heard {
      public Unfit {
        reasons = List.copyOf(reasons);
      }
    }
  }

  HintStore hints() {
    return hints;
  }

  /** What sentences can mean. */
  public List<Intent> intents() {
    return book.intents();
  }

  /** What waits for a yes or no, the newest first; empty for whoever may not look at it. */
  public Optional<List<Hints.Asked>> open(Principal by) {
    return gate.mayTeach(by)
        ? Optional.of(all(by.tenant()).open(clock.instant()))
        : Optional.empty();
  }

  /** One of those. */
  public Optional<Hints.Asked> find(Principal by, String id) {
    return open(by).stream().flatMap(List::stream).filter(it -> it.id().equals(id)).findFirst();
  }

  /** What it would come to; changes nothing. */
  public Heard tried(Append.Builder into, Principal by, String id, Lesson lesson) {
    return judging(into, by, id).orElseGet(() -> new Heard.Tried(lesson, trial(lesson)));
  }

  /**
   * Puts an example into the catalogue's file.
   *
   * @param digest of what whoever says yes was shown; if it would be something else by now, that is
   *     shown instead
   */
  public Heard approve(Append.Builder into, Principal by, String id, Lesson lesson, String digest) {
    Optional<Heard> other = judging(into, by, id);
    if (other.isPresent()) {
      return other.get();
    }
    return switch (trial(lesson)) {
      case Trial.Unfit(var reasons) -> new Heard.Unfit(reasons);
      case Trial.Taught(var intent) ->
          new Heard.Approved(intent, new Written.Already(), "", "it was taught already", List.of());
      case Trial.Ready ready when !ready.digest().equals(digest) -> new Heard.Tried(lesson, ready);
      case Trial.Ready ready -> moot(into.tenant(), id).orElseGet(() -> written(ready));
    };
  }

  private Heard written(Trial.Ready ready) {
    Written written = book.write(ready);
    return written instanceof Written.Unfit(var reasons)
        ? new Heard.Unfit(reasons)
        : new Heard.Approved(
            ready.intent(),
            written,
            ready.difference(),
            (written instanceof Written.InPlace ? "written to " : "to be applied to ")
                + ready.file()
                + "; "
                + figures(ready),
            List.of(ready.digest()));
  }

  /** Whether somebody has judged it while it was measured. */
  private Optional<Heard> moot(TenantId tenant, String id) {
    return all(tenant).judgementOf(id).map(it -> new Heard.Moot(it.by(), it.verdict()));
  }

  /**
   * Adds to an append that an example is approved. What was written before somebody else judged it
   * is in the audit all the same.
   */
  public Heard note(Append.Builder into, Principal by, String id, Heard.Approved approved) {
    Optional<Heard> other = judging(into, by, id);
    if (other.isEmpty()) {
      judge(into, by, id, Verdict.APPROVED);
    } else if (!(approved.written() instanceof Written.InPlace)) {
      return other.get();
    }
    audit(
        into,
        by,
        "teach-approved",
        id,
        new AuditEntry.Consequence(
            approved.intent().id()
                + ": "
                + approved.impact()
                + (other.isPresent() ? "; it was judged otherwise at the same moment" : ""),
            "take the example out of its file again",
            approved.artefacts()));
    return other.orElse(approved);
  }

  /** Says that it is not learnt. */
  public Heard reject(Append.Builder into, Principal by, String id) {
    return judging(into, by, id)
        .orElseGet(
            () -> {
              judge(into, by, id, Verdict.REJECTED);
              audit(into, by, "teach-rejected", id, AuditEntry.Consequence.NONE);
              return new Heard.Rejected();
            });
  }

  /** Why somebody can't judge it, if they can't. */
  private Optional<Heard> judging(Append.Builder into, Principal by, String id) {
    Decision decision = gate.mayTeach(into, by);
    if (!(decision instanceof Decision.Allow)) {
      return Optional.of(new Heard.Refused(decision));
    }
    Hints all = all(into.tenant());
    Optional<Hint.Judgement> judged = all.judgementOf(id);
    if (judged.isPresent()) {
      return judged.map(it -> new Heard.Moot(it.by(), it.verdict()));
    }
    return all.like(id).isEmpty() ? Optional.of(new Heard.NoSuchHint()) : Optional.empty();
  }

  private Trial trial(Lesson lesson) {
    String sentence = Masking.line(lesson.sentence());
    return sentence.isEmpty() || sentence.length() > Hint.LONGEST
        ? new Trial.Unfit(
            List.of("An example has from 1 to " + Hint.LONGEST + " characters: shorten it."))
        : book.tried(lesson.intent(), sentence);
  }

  /** Of everybody who said the same. */
  private void judge(Append.Builder into, Principal by, String id, Verdict verdict) {
    all(into.tenant())
        .like(id)
        .forEach(
            (stored, same) ->
                hints.write(
                    into,
                    stored,
                    same.stream()
                        .<HintEvent>map(it -> new HintEvent.Judged(it.id(), by.id(), verdict))
                        .toList()));
  }

  private void audit(
      Append.Builder into,
      Principal by,
      String action,
      String hint,
      AuditEntry.Consequence consequence) {
    into.audit(
        new AuditEntry(
            Micros.now(clock),
            by.id().value(),
            action,
            "hint/" + hint,
            AuditEntry.Grounds.of("a person's yes or no to what a sentence means"),
            consequence));
  }

  /** How well sentences are understood before and after, for the audit and for people. */
  public static String figures(Trial.Ready ready) {
    String all = share("all intents", ready.before().all(), ready.after().all());
    String own =
        share(
            ready.intent().id(),
            ready.before().of(ready.intent()),
            ready.after().of(ready.intent()));
    String worse =
        ready.worse().stream()
            .map(it -> share(it.id(), ready.before().of(it), ready.after().of(it)))
            .collect(Collectors.joining("; "));
    return all + "; " + own + (worse.isEmpty() ? "" : "; worse: " + worse);
  }

  private static String share(String name, Scores.Score before, Scores.Score after) {
    return String.format(
        Locale.ROOT,
        "%s %d of %d (%.1f %%) before, %d of %d (%.1f %%) after",
        name,
        before.right(),
        before.all(),
        before.percent(),
        after.right(),
        after.all(),
        after.percent());
  }

  private Hints all(TenantId tenant) {
    Masking masking =
        new Masking(
            people.everybody(tenant).stream()
                .flatMap(it -> Stream.of(it.name(), it.id().value()))
                .toList());
    return new Hints(hints.recent(tenant), masking::masked);
  }
}

package dev.deskhand.bot;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Problem;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Micros;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Has the catalogue read anew: whether somebody may, what came of it, and that it is written.
 * Thread-safe.
 */
public final class Reloading {
  /** Who the audit names where nobody asked: files had changed. */
  public static final String BY_ITSELF = "deskhand";

  private static final int MOST_TOLD = 20;

  private final Supplier<Outcome> reader;
  private final Gate gate;
  private final InstantSource clock;

  /**
   * Reloading.
   *
   * @param reader reads all files, and puts them in place if all of them are in order
   */
  public Reloading(Supplier<Outcome> reader, Gate gate, InstantSource clock) {
    this.reader = reader;
    this.gate = gate;
    this.clock = clock;
  }

  /** What became of the files. */
  public sealed interface Outcome {
    /** They are the catalogue now. */
    record Replaced(ContentVersion version) implements Outcome {}

    /** They were the catalogue already. */
    record Same(ContentVersion version) implements Outcome {}

    /** Something is wrong with them: the catalogue stays as it was. */
    record Broken(ContentVersion staying, List<Problem> problems) implements Outcome {
      public Broken {
        problems = List.copyOf(problems);
      }
    }
  }

  /** What came of asking for it. */
  public sealed interface Heard {
    record Done(Outcome outcome) implements Heard {}

    record Refused(Decision decision) implements Heard {}
  }

  /** Does it for somebody who may; what came of it is in the append. */
  Heard say(Append.Builder into, Principal by) {
    Decision decision = gate.mayReload(into, by);
    if (!(decision instanceof Decision.Allow)) {
      return new Heard.Refused(decision);
    }
    Outcome outcome = reader.get();
    note(into, by.id().value(), outcome, clock);
    return new Heard.Done(outcome);
  }

  /** Writes down what became of the files. */
  public static void note(Append.Builder into, String by, Outcome outcome, InstantSource clock) {
    into.audit(
        switch (outcome) {
          case Outcome.Replaced(var version) ->
              entry(by, version, "every file is in order", "this is the catalogue now", clock);
          case Outcome.Same(var version) -> entry(by, version, "no file has changed", "", clock);
          case Outcome.Broken(var staying, var problems) ->
              entry(by, staying, told(problems), "the catalogue stays as it was", clock);
        });
  }

  private static AuditEntry entry(
      String by, ContentVersion version, String why, String impact, InstantSource clock) {
    return new AuditEntry(
        Micros.now(clock),
        by,
        Action.RELOAD.label(),
        "catalogue/" + version.sha256(),
        AuditEntry.Grounds.of(why),
        new AuditEntry.Consequence(impact, "", List.of()));
  }

  private static String told(List<Problem> problems) {
    String first =
        problems.stream().limit(MOST_TOLD).map(Problem::toString).collect(Collectors.joining("\n"));
    return problems.size() <= MOST_TOLD
        ? first
        : first + "\nand " + (problems.size() - MOST_TOLD) + " more";
  }
}

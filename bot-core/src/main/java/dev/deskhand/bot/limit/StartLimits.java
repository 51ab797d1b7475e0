package dev.deskhand.bot.limit;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * How many runs people may ask for, counted in the journal, with the run: what has effects is
 * counted whatever process works it, and once. What services begin is limited by their triggers.
 * Thread-safe.
 */
public final class StartLimits {
  private static final String TENANT = "tenant/starts";
  private static final String PERSON = "person/";

  private final Counters counters;
  private final Allowances allowances;

  public StartLimits(Journal journal, Allowances allowances) {
    this.counters = new Counters(journal);
    this.allowances = allowances;
  }

  /**
   * Counts a start into the append that begins it. What a service begins for a person, as for their
   * ticket, is theirs; what it begins for nobody is limited by its trigger.
   *
   * @param of whom it is for
   * @return why it is one too many, as a sentence for whoever asked; then nothing is counted
   */
  public Optional<String> count(Append.Builder into, Principal by, PersonId of, Instant now) {
    PersonId asker = by.kind() instanceof Principal.Kind.Human ? by.id() : of;
    if (!(by.kind() instanceof Principal.Kind.Human) && of.equals(by.id())) {
      return Optional.empty();
    }
    String own = PERSON + asker;
    int mine = counters.used(into.tenant(), own, allowances.starts(), now);
    if (mine >= allowances.starts().most()) {
      String who = asker.equals(by.id()) ? "You have started " : "For " + asker + " there were ";
      return Optional.of(who + tooMany(allowances.starts(), now));
    }
    if (allowances.tenantStarts().isPresent()) {
      Rate rate = allowances.tenantStarts().get();
      int all = counters.used(into.tenant(), TENANT, rate, now);
      if (all >= rate.most()) {
        return Optional.of("All of you together have started " + tooMany(rate, now));
      }
      counters.count(into, TENANT, rate, all, now);
    }
    counters.count(into, own, allowances.starts(), mine, now);
    return Optional.empty();
  }

  private static String tooMany(Rate rate, Instant now) {
    return rate + ", the most that there may be. Ask again after " + rate.end(now) + ".";
  }
}

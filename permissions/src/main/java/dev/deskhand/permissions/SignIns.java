package dev.deskhand.permissions;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.json.SignInJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an issuer said of people when they signed in there last. It is one stream of the tenant's,
 * so that what one replica heard counts at all of them. Thread-safe.
 */
public final class SignIns {
  private static final StreamId STREAM = new StreamId("sign-ins", "all");

  private final TenantState<Map<PersonId, List<SignIn>>> state;

  /**
   * Somebody's last sign-in by an account.
   *
   * @param values of the claim that gives roles, as far as they give any
   * @param until not any more from then on
   */
  public record SignIn(PersonId person, Account account, Set<String> values, Instant until) {
    public SignIn {
      values = Set.copyOf(values);
    }

    private boolean isOverAt(Instant now) {
      return !now.isBefore(until);
    }
  }

  /**
   * All sign-ins that said something.
   *
   * @param sequence of the last event in them
   */
  public record All(long sequence, Map<PersonId, List<SignIn>> byPerson) {
    /** The sign-ins of a person that may still count. */
    public List<SignIn> of(PersonId person) {
      return byPerson.getOrDefault(person, List.of());
    }
  }

  public SignIns(Journal journal, InstantSource clock) {
    this.state = new TenantState<>(journal, clock, STREAM, Map.of(), SignIns::with);
  }

  private static Map<PersonId, List<SignIn>> with(
      Map<PersonId, List<SignIn>> before, List<RecordedEvent> events) {
    Map<PersonId, List<SignIn>> all = new HashMap<>(before);
    for (RecordedEvent recorded : events) {
      if (SignInJson.isSignIn(recorded.event())) {
        SignIn latest = SignInJson.signIn(recorded.event());
        all.merge(latest.person(), List.of(latest), (old, _) -> replaced(old, latest));
      } else {
        all.remove(SignInJson.person(recorded.event()));
      }
    }
    Instant now = events.getLast().at();
    all.values().removeIf(of -> of.stream().allMatch(it -> it.isOverAt(now)));
    return Map.copyOf(all);
  }

  private static List<SignIn> replaced(List<SignIn> old, SignIn latest) {
    List<SignIn> all = new ArrayList<>(old);
    all.removeIf(it -> it.account().equals(latest.account()));
    all.add(latest);
    return List.copyOf(all);
  }

  /** The sign-ins as they stand now. */
  public All read(TenantId tenant) {
    return all(state.read(tenant));
  }

  /** The sign-ins as they stood at most a second ago. */
  All recent(TenantId tenant) {
    return all(state.recent(tenant));
  }

  private static All all(TenantState.Read<Map<PersonId, List<SignIn>>> read) {
    return new All(read.sequence(), read.state());
  }

  /**
   * Adds a sign-in to an append, in place of the one before by that account. One that says nothing,
   * and takes nothing back, is not written.
   *
   * @param seen from which it was decided; the append is refused where they have changed since
   */
  public void signedIn(Append.Builder into, All seen, SignIn latest) {
    boolean takesBack =
        seen.of(latest.person()).stream().anyMatch(it -> it.account().equals(latest.account()));
    if (takesBack || !latest.values().isEmpty()) {
      state.write(into, seen.sequence(), SignInJson.signedIn(latest));
    }
  }

  /** Adds to an append that somebody has signed out: nothing that was said of them counts. */
  public void signedOut(Append.Builder into, All seen, PersonId person) {
    if (!seen.of(person).isEmpty()) {
      state.write(into, seen.sequence(), SignInJson.signedOut(person));
    }
  }
}

package dev.deskhand.runbooks.run;

import dev.deskhand.permissions.PersonId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who wants a run, for whom, and from where.
 *
 * @param origin the stream that hears of its end, such as {@code walk/w-…}
 * @param conversation where people hear of it, as a stream's name
 * @param ticket that it is documented on, such as {@code rt-42}
 * @param circumstances what policies may ask about, such as {@code channel: slack}
 */
public record RunRequest(
    PersonId requester,
    PersonId beneficiary,
    String origin,
    String conversation,
    Optional<String> ticket,
    Map<String, String> circumstances) {
  /** The circumstance that a calendar of the plan was closed when it was asked for. */
  public static final String CALENDAR = "calendar";

  /** The value of {@link #CALENDAR}. */
  public static final String CLOSED = "closed";

  /** The circumstance that somebody breaks glass: until when, as a time in UTC. */
  public static final String BREAK_GLASS = "breakGlass";

  public RunRequest {
    circumstances = Map.copyOf(circumstances);
  }

  /** The same, in an emergency that lasts until then. */
  public RunRequest breakingGlass(Instant until) {
    Map<String, String> more = new TreeMap<>(circumstances);
    more.put(BREAK_GLASS, until.toString());
    return new RunRequest(requester, beneficiary, origin, conversation, ticket, more);
  }

  /** Until when it may go on as an emergency; empty if it is none. */
  public Optional<Instant> glassUntil() {
    return Optional.ofNullable(circumstances.get(BREAK_GLASS)).map(Instant::parse);
  }
}

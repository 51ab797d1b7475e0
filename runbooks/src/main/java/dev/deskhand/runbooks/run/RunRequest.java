package dev.deskhand.runbooks.run;

import dev.deskhand.permissions.PersonId;
import java.util.Map;
import java.util.Optional;

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

  public RunRequest {
    circumstances = Map.copyOf(circumstances);
  }

  /** True if the policies let somebody start it although a calendar was closed. */
  boolean breaksGlass() {
    return CLOSED.equals(circumstances.get(CALENDAR));
  }
}

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
  public RunRequest {
    circumstances = Map.copyOf(circumstances);
  }
}

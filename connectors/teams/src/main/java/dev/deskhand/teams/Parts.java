package dev.deskhand.teams;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.teams.wire.PartPosted;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which parts of a message that takes several are in Teams, each message in the stream {@code
 * teams-post/<key>}: a further try posts only the others. Thread-safe for different messages.
 */
final class Parts {
  private static final String KIND = "teams-post";

  private final TenantId tenant;
  private final Journal journal;

  Parts(TenantId tenant, Journal journal) {
    this.tenant = tenant;
    this.journal = journal;
  }

  /** The activities' ids by the number of the part, from 1. */
  Map<Integer, String> standing(DeliveryKey key) {
    return journal.read(new StreamKey(tenant, stream(key))).events().stream()
        .map(recorded -> PartPosted.of(recorded.event()))
        .collect(Collectors.toMap(PartPosted::part, PartPosted::activity));
  }

  /** Remembers one more, after so many. */
  void add(DeliveryKey key, int before, PartPosted posted) {
    journal.append(
        Append.in(tenant)
            .to(stream(key), before, StreamState.asleep(), List.of(posted.event()))
            .build());
  }

  private static StreamId stream(DeliveryKey key) {
    return new StreamId(KIND, key.value());
  }
}

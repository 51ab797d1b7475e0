package dev.deskhand.sandbox;

import java.util.List;
import java.util.Optional;

/** A change that the VPN service really made, for tests that count effects. */
public sealed interface VpnEffect {

  /** One session was deleted by its id. */
  record Deleted(VpnSession session) implements VpnEffect {}

  /** All sessions of a user were cleared; the list may be empty, the call still counts. */
  record Cleared(String user, List<VpnSession> sessions, Optional<String> idempotencyKey)
      implements VpnEffect {
    public Cleared {
      sessions = List.copyOf(sessions);
    }
  }
}

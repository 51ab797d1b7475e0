package dev.deskhand.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The concentrator's state: sessions, effects, and the answers kept by idempotency key.
 * Thread-safe.
 */
final class VpnSessions {
  private final InstantSource clock;
  private final List<VpnSession> open = new ArrayList<>();
  private final List<VpnEffect> effects = new ArrayList<>();
  private final Map<String, VpnEffect.Cleared> byKey = new HashMap<>();
  private int lastNumber;

  VpnSessions(InstantSource clock) {
    this.clock = clock;
  }

  synchronized VpnSession open(String user, VpnSession.State state) {
    lastNumber++;
    Instant since = clock.instant().truncatedTo(ChronoUnit.MICROS);
    VpnSession session = new VpnSession("vpn-" + lastNumber, user, state, since);
    open.add(session);
    return session;
  }

  synchronized List<VpnSession> of(String user) {
    return open.stream().filter(session -> session.user().equals(user)).toList();
  }

  synchronized Optional<VpnSession> delete(String id) {
    Optional<VpnSession> found = open.stream().filter(s -> s.id().equals(id)).findFirst();
    found.ifPresent(
        session -> {
          open.remove(session);
          effects.add(new VpnEffect.Deleted(session));
        });
    return found;
  }

  /**
   * Clears, or repeats the earlier result of the key, whoever's that was: the caller compares
   * users.
   */
  synchronized VpnEffect.Cleared clear(String user, Optional<String> key) {
    Optional<VpnEffect.Cleared> earlier = key.map(byKey::get);
    return earlier.orElseGet(() -> clearNow(user, key));
  }

  private VpnEffect.Cleared clearNow(String user, Optional<String> key) {
    VpnEffect.Cleared effect = new VpnEffect.Cleared(user, of(user), key);
    open.removeAll(effect.sessions());
    effects.add(effect);
    key.ifPresent(k -> byKey.put(k, effect));
    return effect;
  }

  synchronized List<VpnEffect> effects() {
    return List.copyOf(effects);
  }
}

package dev.deskhand.sandbox;

import java.time.Instant;

/**
 * One session on the VPN concentrator.
 *
 * @param id such as {@code vpn-1}
 * @param user the uid of the person
 */
public record VpnSession(String id, String user, State state, Instant since) {

  /** Whether anybody is still at the other end. */
  public enum State {
    ACTIVE,
    STALE
  }
}

package dev.deskhand.sandbox;

import java.util.Locale;

/** What {@code systemctl is-active} says of a service. */
public enum ServiceState {
  ACTIVE,
  INACTIVE,
  FAILED;

  /** The word that systemctl prints. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

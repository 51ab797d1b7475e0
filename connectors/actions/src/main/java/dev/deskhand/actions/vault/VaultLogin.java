package dev.deskhand.actions.vault;

import java.util.function.Supplier;

/** How Vault is told who asks. What is secret is looked up each time, so that it may change. */
sealed interface VaultLogin {

  /** With a token that somebody made. */
  record Token(Supplier<String> token) implements VaultLogin {}

  /** With a role and its secret, for which Vault gives a token. */
  record AppRole(Supplier<String> role, Supplier<String> secret) implements VaultLogin {}
}

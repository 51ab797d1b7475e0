/**
 * Steps on hosts over SSH. A target of kind {@code ssh} has the settings {@code host}, {@code
 * user}, {@code key} (a reference to the text of a private key without passphrase) and {@code
 * host-key} (the host's public key as in {@code known_hosts}: {@code ssh-ed25519 AAAA…}); it may
 * have {@code port} (default 22) and {@code become: sudo}.
 */
@NullMarked
package dev.deskhand.actions.ssh;

import org.jspecify.annotations.NullMarked;

/** Secrets that lie in HashiCorp Vault. */
@NullMarked
package dev.deskhand.actions.vault;

import org.jspecify.annotations.NullMarked;

package dev.deskhand.journal.memory;

import dev.deskhand.journal.PersonalKeys;
import dev.deskhand.journal.TenantId;
import java.util.Optional;

/** Everybody's key is the same, so that a golden file can be opened. */
public final class OneKey implements PersonalKeys {
  @Override
  public byte[] obtain(TenantId tenant, String subject) {
    return new byte[32];
  }

  @Override
  public Optional<byte[]> find(TenantId tenant, String subject) {
    return Optional.of(new byte[32]);
  }

  @Override
  public void destroy(TenantId tenant, String subject) {
    throw new UnsupportedOperationException("the golden files need the key");
  }
}

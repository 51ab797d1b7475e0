package dev.deskhand.journal.memory;

import dev.deskhand.journal.PersonalKeys;
import dev.deskhand.journal.TenantId;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Personal keys that live as long as the test. */
public final class InMemoryPersonalKeys implements PersonalKeys {
  private static final int KEY_BYTES = 32;

  private record Owner(TenantId tenant, String subject) {}

  private final Map<Owner, byte[]> keys = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  @Override
  public byte[] obtain(TenantId tenant, String subject) {
    return keys.computeIfAbsent(new Owner(tenant, subject), owner -> fresh()).clone();
  }

  @Override
  public Optional<byte[]> find(TenantId tenant, String subject) {
    return Optional.ofNullable(keys.get(new Owner(tenant, subject))).map(byte[]::clone);
  }

  @Override
  public void destroy(TenantId tenant, String subject) {
    keys.remove(new Owner(tenant, subject));
  }

  private byte[] fresh() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return key;
  }
}

package dev.deskhand.journal;

import java.util.Optional;

/** The keys of persons, kept outside the journal and its backups. Thread-safe. */
public interface PersonalKeys {

  /**
   * The subject's key, made and durably stored when there is none; 32 bytes. After {@link #destroy}
   * it is a new one.
   */
  byte[] obtain(TenantId tenant, String subject);

  /** The subject's key; empty when it was destroyed or never made. */
  Optional<byte[]> find(TenantId tenant, String subject);

  /** Destroys the subject's key for ever; everything sealed under it reads as erased. */
  void destroy(TenantId tenant, String subject);
}

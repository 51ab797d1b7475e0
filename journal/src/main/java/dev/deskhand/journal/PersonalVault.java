package dev.deskhand.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals personal values: AES-256-GCM under the person's key, bound to tenant and subject. The
 * sealed form is {@code p1:} + base64(first 8 bytes of the key's SHA-256, 12-byte nonce, ciphertext
 * and tag). Thread-safe.
 */
public final class PersonalVault {
  private static final String FORM = "p1:";
  private static final int KEY_ID_BYTES = 8;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LARGE = 1 << 18;

  private final PersonalKeys keys;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock large = new ReentrantLock();

  public PersonalVault(PersonalKeys keys) {
    this.keys = keys;
  }

  /** The sealed form, safe to store; the subject's key is made when there is none yet. */
  public String seal(TenantId tenant, Personal personal) {
    return seal(tenant, personal.subject(), personal.value().getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes that belong to a person, such as a file of theirs, in the same form. */
  public String seal(TenantId tenant, String subject, byte[] plain) {
    return plain.length < LARGE
        ? sealed(tenant, subject, plain)
        : alone(() -> sealed(tenant, subject, plain));
  }

  private String sealed(TenantId tenant, String subject, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] key = keys.obtain(tenant, subject);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, plain, bindingOf(tenant, subject));
    byte[] out =
        ByteBuffer.allocate(KEY_ID_BYTES + nonce.length + sealed.length)
            .put(idOf(key))
            .put(nonce)
            .put(sealed)
            .array();
    return FORM + Base64.getEncoder().encodeToString(out);
  }

  /** The value again, or {@link Personal#ERASED} when the subject's key was destroyed. */
  public Personal open(TenantId tenant, String subject, String sealed) {
    return openBytes(tenant, subject, sealed)
        .map(plain -> new Personal(subject, new String(plain, StandardCharsets.UTF_8)))
        .orElseGet(() -> new Personal(subject, Personal.ERASED));
  }

  /** The bytes again, or empty when the subject's key was destroyed. */
  public Optional<byte[]> openBytes(TenantId tenant, String subject, String sealed) {
    return sealed.length() < LARGE
        ? opened(tenant, subject, sealed)
        : alone(() -> opened(tenant, subject, sealed));
  }

  /** One at a time: while it is sealed or opened, a file takes several times its size of memory. */
  private <T> T alone(Supplier<T> work) {
    large.lock();
    try {
      return work.get();
    } finally {
      large.unlock();
    }
  }

  private Optional<byte[]> opened(TenantId tenant, String subject, String sealed) {
    if (!sealed.startsWith(FORM)) {
      throw new JournalException("sealed value of " + subject + ": unknown form");
    }
    ByteBuffer in = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(FORM.length())));
    byte[] keyId = new byte[KEY_ID_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] rest = new byte[in.remaining() - KEY_ID_BYTES - NONCE_BYTES];
    in.get(keyId).get(nonce).get(rest);
    Optional<byte[]> key =
        keys.find(tenant, subject).filter(candidate -> Arrays.equals(idOf(candidate), keyId));
    return key.map(it -> run(Cipher.DECRYPT_MODE, it, nonce, rest, bindingOf(tenant, subject)));
  }

  private static byte[] idOf(byte[] key) {
    return Arrays.copyOf(Sha256.of(key), KEY_ID_BYTES);
  }

  private static byte[] bindingOf(TenantId tenant, String subject) {
    return (tenant.value() + "|" + subject).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] text, byte[] binding) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(binding);
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new JournalException("a sealed personal value does not open: altered or foreign", e);
    }
  }
}

package dev.deskhand.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that signs login links and session cookies: 32 random bytes in the file {@code
 * login.key} of the data directory, readable by its owner alone. After a change 32 more follow: the
 * secret before, which signs nothing, and is still accepted. Whoever can read the file can sign in
 * as anybody; deleting it ends every session at the next start. Thread-safe.
 */
public final class LoginKey {
  static final String FILE = "login.key";
  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** The one that signs first. */
  private final List<SecretKeySpec> secrets;

  private LoginKey(byte[] bytes) {
    List<SecretKeySpec> all = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += BYTES) {
      all.add(new SecretKeySpec(bytes, at, BYTES, ALGORITHM));
    }
    this.secrets = List.copyOf(all);
  }

  /**
   * The key of an installation, made when there is none. Two processes that start at once get the
   * same one.
   *
   * @param dataDirectory made when it is missing
   * @throws WebException if the file is damaged, readable by others, or can't be made
   */
  public static LoginKey in(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE);
    try {
      if (Files.notExists(file)) {
        make(dataDirectory, file);
      }
      return read(file);
    } catch (IOException e) {
      throw new WebException(
          "login key " + file + ": cannot be read or made: " + e.getMessage(), e);
    }
  }

  /**
   * Makes a new key. What the one before signed is accepted until {@link #retire}, or until the
   * next change; processes that run know of it after their next start.
   */
  public static void rotate(Path dataDirectory) {
    byte[] before = in(dataDirectory).secrets.getFirst().getEncoded();
    byte[] both = Arrays.copyOf(fresh(), 2 * BYTES);
    System.arraycopy(before, 0, both, BYTES, BYTES);
    replace(dataDirectory, both);
  }

  /** Ends that what the key before signed is accepted. */
  public static void retire(Path dataDirectory) {
    replace(dataDirectory, in(dataDirectory).secrets.getFirst().getEncoded());
  }

  private static void replace(Path directory, byte[] bytes) {
    Path file = directory.resolve(FILE);
    try {
      Files.move(
          draft(directory, bytes),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new WebException("login key " + file + ": cannot be changed: " + e.getMessage(), e);
    }
  }

  /** HMAC-SHA256 (RFC 2104) over the text's UTF-8 form; 32 bytes. */
  public byte[] sign(String text) {
    return sign(secrets.getFirst(), text);
  }

  /** True for the signature of a text by this key, or by the one before. In constant time. */
  public boolean fits(String text, byte[] signature) {
    boolean fits = false;
    for (SecretKeySpec secret : secrets) {
      fits |= MessageDigest.isEqual(sign(secret, text), signature);
    }
    return fits;
  }

  private static byte[] sign(SecretKeySpec secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** A whole file appears at once, by a link: a reader never meets half a key. */
  private static void make(Path directory, Path file) throws IOException {
    Files.createDirectories(directory);
    Path draft = draft(directory, fresh());
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster: its key is the one.
    } finally {
      Files.delete(draft);
    }
  }

  private static Path draft(Path directory, byte[] bytes) throws IOException {
    Path draft = Files.createTempFile(directory, FILE, ".new");
    if (isPosix(draft)) {
      Files.setPosixFilePermissions(draft, OWNER_ONLY);
    }
    return Files.write(draft, bytes);
  }

  private static byte[] fresh() {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    return fresh;
  }

  private static LoginKey read(Path file) throws IOException {
    if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new WebException(
          "login key %s: other users may read it; run 'chmod 600 %s'".formatted(file, file));
    }
    byte[] secret = Files.readAllBytes(file);
    if (secret.length != BYTES && secret.length != 2 * BYTES) {
      throw new WebException(
          "login key %s: expected %d bytes or twice as many, found %d; delete it and start again: everybody signs in"
                  .formatted(file, BYTES, secret.length)
              + " anew");
    }
    return new LoginKey(secret);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}

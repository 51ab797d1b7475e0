package dev.deskhand.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that signs login links and session cookies: 32 random bytes in the file {@code
 * login.key} of the data directory, readable by its owner alone. Whoever can read it can sign in as
 * anybody; deleting it ends every session at the next start. Thread-safe.
 */
public final class LoginKey {
  static final String FILE = "login.key";
  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final SecretKeySpec secret;

  private LoginKey(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
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

  /** HMAC-SHA256 (RFC 2104) over the text's UTF-8 form; 32 bytes. */
  public byte[] sign(String text) {
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
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    Path draft = Files.createTempFile(directory, FILE, ".new");
    try {
      if (isPosix(draft)) {
        Files.setPosixFilePermissions(draft, OWNER_ONLY);
      }
      Files.write(draft, fresh);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster: its key is the one.
    } finally {
      Files.delete(draft);
    }
  }

  private static LoginKey read(Path file) throws IOException {
    if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new WebException(
          "login key %s: other users may read it; run 'chmod 600 %s'".formatted(file, file));
    }
    byte[] secret = Files.readAllBytes(file);
    if (secret.length != BYTES) {
      throw new WebException(
          "login key %s: expected %d bytes, found %d; delete it and start again: everybody signs in"
                  .formatted(file, BYTES, secret.length)
              + " anew");
    }
    return new LoginKey(secret);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}

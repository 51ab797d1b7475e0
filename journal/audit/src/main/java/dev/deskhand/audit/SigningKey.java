package dev.deskhand.audit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Signs heads and exports (Ed25519, RFC 8032). Never tells its private half. Thread-safe. */
public final class SigningKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final String FILE = "audit-signing.key";
  private static final String PUBLIC_FILE = "audit-signing.pub";

  private final PrivateKey secret;
  private final CheckKey check;

  private SigningKey(PrivateKey secret, CheckKey check) {
    this.secret = secret;
    this.check = check;
  }

  /**
   * A key as PEM (PKCS #8), as {@code openssl genpkey -algorithm ed25519} writes it; behind it, if
   * there are any, the public halves of those before it, which are still good for checking.
   *
   * @throws AuditException if it is none; the message does not show it
   */
  public static SigningKey parse(String pem) {
    String text = pem.strip();
    int end = text.indexOf(END);
    if (!text.startsWith(BEGIN) || end < 0) {
      throw new AuditException("expected a private key in PEM, which begins with " + BEGIN);
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), end));
      String before = text.substring(end + END.length());
      PrivateKey secret =
          KeyFactory.getInstance(CheckKey.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(bytes));
      return new SigningKey(
          secret,
          new CheckKey(
              publicOf(secret), before.isBlank() ? List.of() : List.of(CheckKey.parse(before))));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new AuditException("the key to sign heads with is no Ed25519 key in PKCS #8", e);
    }
  }

  /**
   * The key of a data folder: {@code audit-signing.key}, made where there is none, for its owner
   * alone; beside it {@code audit-signing.pub}, for whoever checks.
   */
  public static SigningKey in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        make(file);
      }
      SigningKey key = parse(Files.readString(file));
      publish(folder, key);
      return key;
    } catch (IOException e) {
      throw new AuditException(
          "the key to sign heads with, " + file + ", can't be read or made: " + e.getMessage(), e);
    }
  }

  private static void publish(Path folder, SigningKey key) throws IOException {
    Path open = folder.resolve(PUBLIC_FILE);
    String pem = key.check().pem();
    if (!Files.exists(open) || !Files.readString(open).equals(pem)) {
      Files.writeString(open, pem);
    }
  }

  /**
   * Makes a new key for a data folder. What was signed before is still checked with the public
   * halves of those before it, which stay in both files.
   */
  public static SigningKey rotate(Path folder) {
    String before = in(folder).check().pem();
    Path file = folder.resolve(FILE);
    try {
      Path part = draft(file, fresh() + before);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AuditException(
          "the key to sign heads with, " + file + ", can't be changed: " + e.getMessage(), e);
    }
    return in(folder);
  }

  public CheckKey check() {
    return check;
  }

  /** 64 bytes. */
  public byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(CheckKey.ALGORITHM);
      signature.initSign(secret);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AuditException("signing failed", e);
    }
  }

  /** Complete before it has its name, and whoever is first wins. */
  private static void make(Path file) throws IOException {
    Path part = draft(file, fresh());
    try {
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException _) {
      // Another process was faster; its key is the key.
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Path draft(Path file, String text) throws IOException {
    Path part = Files.createTempFile(file.getParent(), FILE, ".part", ownerOnly(file));
    return Files.writeString(part, text);
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String fresh() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(CheckKey.ALGORITHM).generateKeyPair();
      return BEGIN
          + "\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(pair.getPrivate().getEncoded())
          + "\n"
          + END
          + "\n";
    } catch (GeneralSecurityException e) {
      throw new AuditException("this Java has no Ed25519", e);
    }
  }

  /**
   * The public half follows from the private one. The platform only computes it for fresh pairs, so
   * it is given the private bytes where it asks for random ones.
   */
  private static PublicKey publicOf(PrivateKey secret) throws GeneralSecurityException {
    byte[] seed =
        ((EdECPrivateKey) secret)
            .getBytes()
            .orElseThrow(() -> new GeneralSecurityException("the key hides its bytes"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance(CheckKey.ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
    return generator.generateKeyPair().getPublic();
  }

  /** "Random" bytes that are known. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] seed;

    Fixed(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}

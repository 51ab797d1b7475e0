package dev.deskhand.audit.evidence;

import dev.deskhand.audit.SigningKey;
import dev.deskhand.journal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for an auditor. {@code MANIFEST.sha256} has the digest of each other file, as {@code
 * sha256sum -c} reads it; {@code MANIFEST.sha256.sig} is its Ed25519 signature, 64 bytes, as {@code
 * openssl pkeyutl -verify -rawin} reads it.
 */
public final class Bundle {
  private static final String MANIFEST = "MANIFEST.sha256";
  private static final String SIGNATURE = MANIFEST + ".sig";

  private final Path folder;

  private Bundle(Path folder) {
    this.folder = folder;
  }

  /**
   * Begins a bundle in a folder, which is made and must not be there yet.
   *
   * @throws FileAlreadyExistsException if it is
   */
  public static Bundle begin(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return new Bundle(Files.createDirectory(folder));
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Writes the document as Markdown and PDF. */
  public void write(Document document) throws IOException {
    Files.writeString(file("evidence.md"), document.markdown());
    PdfPrinter.print(document, file("evidence.pdf"));
  }

  /** Writes the manifest over everything that is there, and signs it. */
  public void end(SigningKey key) throws IOException {
    StringBuilder manifest = new StringBuilder();
    for (Path file : files()) {
      manifest.append(digest(file)).append("  ").append(file.getFileName()).append('\n');
    }
    byte[] bytes = manifest.toString().getBytes(StandardCharsets.UTF_8);
    Files.write(file(MANIFEST), bytes);
    Files.write(file(SIGNATURE), key.sign(bytes));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

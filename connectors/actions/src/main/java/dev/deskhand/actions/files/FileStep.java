package dev.deskhand.actions.files;

import dev.deskhand.actions.CappedOutput;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What the file actions have in common: a folder is opened, failures are told. */
final class FileStep {
  private static final int LARGEST = 1 << 20;

  private FileStep() {}

  /** What is done with a file. */
  @FunctionalInterface
  interface Work {
    ActionResult in(OpenFolder folder, String name) throws IOException;
  }

  /**
   * A file as it was read.
   *
   * @param text of 1 MiB at most, with a mark where it was cut
   * @param sha256 of all of it, in small hexadecimal digits
   */
  record Content(String text, long bytes, String sha256) {}

  /** Opens the folder of argument {@code path} and works in it. */
  static ActionResult perform(ActionCall call, String doing, Work work)
      throws InterruptedException {
    String path = call.argument("path");
    List<String> parts = OpenFolder.parts("path", path);
    call.target().required("root");
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before a file was opened");
    }
    try (OpenFolder folder = OpenFolder.of(call.target(), parts)) {
      call.fence().pass();
      return work.in(folder, parts.getLast());
    } catch (ClosedByInterruptException e) {
      throw OpenFolder.interrupted(e);
    } catch (IOException e) {
      return new Failed(
          Cause.PERMANENT,
          doing
              + " '"
              + path
              + "' on '"
              + call.target().name()
              + "' failed: "
              + e.getClass().getSimpleName()
              + ", "
              + e.getMessage());
    }
  }

  static Content read(OpenFolder folder, String name) throws IOException {
    MessageDigest digest = sha256();
    try (CappedOutput text = new CappedOutput(Output.NONE);
        InputStream from =
            new DigestInputStream(Channels.newInputStream(folder.read(name)), digest)) {
      long bytes = from.transferTo(text);
      return new Content(text.text(), bytes, HexFormat.of().formatHex(digest.digest()));
    }
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Argument {@code content} as UTF-8. */
  static byte[] content(ActionCall call) {
    byte[] bytes = call.argument("content").getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST) {
      throw new ActionException(
          "argument 'content': expected at most 1 MiB, found " + bytes.length + " bytes");
    }
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

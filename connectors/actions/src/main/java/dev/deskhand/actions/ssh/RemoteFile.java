package dev.deskhand.actions.ssh;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names and sums of files on a host. */
final class RemoteFile {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_.+@ -]{1,200}){1,30}");

  private RemoteFile() {}

  /**
   * Reads argument {@code path}.
   *
   * @throws ActionException if it is not absolute, or climbs
   */
  static String path(ActionCall call) {
    String path = call.argument("path");
    if (!PATH.matcher(path).matches() || (path + "/").contains("/../")) {
      throw new ActionException(
          "argument 'path': expected an absolute path such as /etc/motd, of ASCII letters, digits,"
              + " blanks and _ . + @ -, without ..");
    }
    return path;
  }

  /** In small hexadecimal digits. */
  static String sha256(String content) {
    return HexFormat.of().formatHex(digest().digest(content.getBytes(StandardCharsets.UTF_8)));
  }

  /** A sum that has just begun. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

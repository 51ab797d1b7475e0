package dev.deskhand.actions.ssh;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is asked of a host: it travels on standard input, a line for each value.
 *
 * @param words the program and its arguments; of a file, its SHA-256 and its path
 * @param content of a file; else nothing
 */
record HostRequest(
    Verb verb, String key, int attempt, Become become, List<String> words, Content content) {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

  /** What can name a program: nothing that env or sudo read as an option or a variable. */
  private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9_/.][A-Za-z0-9_/.+-]{0,254}");

  /** Far below what a command line may be on any Unix. */
  private static final int MOST_BYTES = 1 << 16;

  private static final int BYTE = 0xff;

  /** What follows the lines. */
  @FunctionalInterface
  interface Content {
    Content NONE = _ -> {};

    void writeTo(OutputStream out) throws IOException;
  }

  /** What the wrapper can do. */
  enum Verb {
    /** Runs the command without a trace. */
    LOOK,
    /** Runs the command once for each attempt, which can be asked about. */
    ACT,
    /** Asks about an attempt. */
    PROBE,
    /** Puts a file in place. */
    PUT
  }

  /** Whose rights it is done with. */
  enum Become {
    /** The user's who logs in. */
    NONE,
    /** By {@code sudo -n}. */
    SUDO
  }

  HostRequest {
    words = List.copyOf(words);
  }

  /**
   * Reads a call.
   *
   * @param argument whose words they are, for messages
   * @throws ActionException if a value is none that may be sent
   */
  static HostRequest of(Verb verb, ActionCall call, String argument, List<String> words) {
    if (!KEY.matcher(call.key()).matches()) {
      throw new ActionException("the key of the call can't name a folder");
    }
    if (words.isEmpty() || !PROGRAM.matcher(words.getFirst()).matches()) {
      throw new ActionException(
          "argument '" + argument + "': expected a program such as /usr/bin/id as the first word");
    }
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new ActionException("argument '" + argument + "': a word holds a NUL, which none can");
    }
    int bytes = words.stream().mapToInt(word -> word.getBytes(StandardCharsets.UTF_8).length).sum();
    if (bytes > MOST_BYTES) {
      throw new ActionException(
          "argument '" + argument + "': expected at most 64 KiB, found " + bytes + " bytes");
    }
    return new HostRequest(verb, call.key(), call.attempt(), become(call), words, Content.NONE);
  }

  /**
   * Puts a file in place.
   *
   * @param file the SHA-256 of its content, then its path
   */
  static HostRequest put(ActionCall call, List<String> file, Content content) {
    HostRequest checked = of(Verb.PUT, call, "path", file);
    return new HostRequest(
        Verb.PUT, checked.key(), checked.attempt(), checked.become(), file, content);
  }

  private static Become become(ActionCall call) {
    String written = call.target().optional("become").orElse("none");
    return switch (written) {
      case "none" -> Become.NONE;
      case "sudo" -> Become.SUDO;
      case String other ->
          throw new ActionException(
              "target '"
                  + call.target().name()
                  + "': become: expected none or sudo, found '"
                  + other
                  + "'");
    };
  }

  /** The bytes for standard input, before the content. */
  byte[] lines() {
    StringBuilder text = new StringBuilder();
    text.append(verb.name().toLowerCase(Locale.ROOT)).append('\n');
    text.append(key).append('\n');
    text.append(attempt).append('\n');
    text.append(become.name().toLowerCase(Locale.ROOT)).append('\n');
    text.append(words.size()).append('\n');
    words.forEach(word -> text.append(encoded(word)).append('\n'));
    return text.append("end\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** As printf's %b reads it (POSIX.1-2017, printf): letters, digits, and octal for all else. */
  private static String encoded(String word) {
    StringBuilder out = new StringBuilder();
    for (byte each : word.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (each >= '0' && each <= '9')
              || (each >= 'A' && each <= 'Z')
              || (each >= 'a' && each <= 'z');
      out.append(plain ? String.valueOf((char) each) : "\\0%03o".formatted(each & BYTE));
    }
    return out.toString();
  }
}

package dev.deskhand.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;

/** Calls the command line in this process, and keeps what it prints. */
final class Terminal {
  private static final String HOME = "deskhand.home";

  private final Path home;

  /** What a call printed, errors included, and how it ended. */
  record Answer(int code, String text) {}

  /** A terminal in a distribution that lies in a folder. */
  Terminal(Path home) {
    this.home = home;
  }

  Answer call(String... words) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(stream);
    System.setErr(stream);
    System.setProperty(HOME, home.toString());
    try {
      int code = commandLine(stream, words).execute(words);
      return new Answer(code, printed.toString(StandardCharsets.UTF_8));
    } finally {
      System.clearProperty(HOME);
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static CommandLine commandLine(PrintStream stream, String... words) {
    PrintWriter writer = new PrintWriter(stream, true, StandardCharsets.UTF_8);
    return Main.commandLine(words)
        .setOut(writer)
        .setErr(writer)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
  }
}

package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about sentences that were not understood as they were meant. */
public final class TeachCommands {
  private TeachCommands() {}

  @Command(
      name = "review",
      description =
          "Lists the sentences that were not understood as they were meant, and what they may have"
              + " meant. Nothing is learnt from them until somebody approves it.")
  public static final class Review implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            JsonNode hints = server.hints().path("hints");
            hints.forEach(Review::print);
            System.out.println(
                hints.isEmpty()
                    ? "Nothing waits."
                    : "Say 'deskhand intents approve ID' or 'deskhand intents reject ID'.");
            return ExitCode.DONE;
          });
    }

    private static void print(JsonNode hint) {
      String offered =
          StreamSupport.stream(hint.path("offered").spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(", "));
      System.out.printf(
          Locale.ROOT,
          "%s  \"%s\"%n    %s%s; %s%n",
          hint.path("id").asText(),
          hint.path("sentence").asText(),
          hint.path("cause").asText(),
          offered.isEmpty() ? "" : " (" + offered + ")",
          hint.has("meant")
              ? hint.path("how").asText() + " " + hint.path("meant").asText()
              : "nothing came of it");
    }
  }

  @Command(
      name = "approve",
      description =
          "Shows what an example would change, with how well the catalogue's sentences are"
              + " understood before and after, and adds it once that is confirmed.")
  public static final class Approve implements Callable<Integer> {
    private static final Set<String> AGREES = Set.of("y", "yes");

    @Mixin private ConsoleOption console;

    @Parameters(index = "0", paramLabel = "ID", description = "As 'intents review' lists it.")
    private String hint;

    @Option(
        names = "--intent",
        paramLabel = "NAME",
        description = "What it means (default: what whoever said it showed).")
    private Optional<String> intent = Optional.empty();

    @Option(
        names = "--text",
        paramLabel = "SENTENCE",
        description = "The example, with [value](input) around values (default: as it is listed).")
    private Optional<String> text = Optional.empty();

    @Option(names = "--yes", description = "Adds it without a question.")
    private boolean yes;

    @Override
    public Integer call() {
      return console.speak(this::approve);
    }

    private int approve(Server server) {
      Optional<JsonNode> listed = listed(server);
      ObjectNode lesson =
          Server.body()
              .put("intent", intent.or(() -> of(listed, "meant")).orElse(""))
              .put("sentence", text.or(() -> of(listed, "sentence")).orElse(""));
      JsonNode trial = server.teach(hint, "try", lesson);
      if (trial.has("difference")) {
        show(trial);
        if (!yes && !isConfirmed()) {
          System.out.println("Nothing is changed.");
          return ExitCode.WAITING;
        }
      }
      JsonNode done =
          server.teach(hint, "approve", lesson.put("digest", trial.path("digest").asText()));
      System.out.println(
          switch (done.path("done").asText()) {
            case "written" -> "It is written, and counts from now on.";
            case "by-hand" -> "It is noted. Apply the difference where the file comes from.";
            default -> "It was taught already.";
          });
      return ExitCode.DONE;
    }

    private Optional<JsonNode> listed(Server server) {
      return StreamSupport.stream(server.hints().path("hints").spliterator(), false)
          .filter(it -> it.path("id").asText().equals(hint))
          .findFirst();
    }

    private static Optional<String> of(Optional<JsonNode> listed, String key) {
      return listed.filter(it -> it.has(key)).map(it -> it.path(key).asText());
    }

    private static void show(JsonNode trial) {
      System.out.println(trial.path("difference").asText());
      for (String figure : trial.path("figures").asText().split("; ", -1)) {
        System.out.println(figure);
      }
      if (!trial.path("worse").isEmpty()) {
        System.out.println("Fewer sentences of other intents would be understood.");
      }
    }

    private static boolean isConfirmed() {
      System.out.print("Add it? [y/N] ");
      System.out.flush();
      try {
        String said =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
                .readLine();
        return said != null && AGREES.contains(said.strip().toLowerCase(Locale.ROOT));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Command(name = "reject", description = "Says that nothing is learnt from a sentence.")
  public static final class Reject implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Parameters(index = "0", paramLabel = "ID", description = "As 'intents review' lists it.")
    private String hint;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            server.teach(hint, "reject", Server.body());
            System.out.println("Nothing is learnt from it.");
            return ExitCode.DONE;
          });
    }
  }
}

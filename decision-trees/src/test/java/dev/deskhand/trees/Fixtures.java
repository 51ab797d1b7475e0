package dev.deskhand.trees;

import dev.deskhand.content.Problems;
import dev.deskhand.content.Template;
import dev.deskhand.trees.WalkEvent.WalkStarted;
import dev.deskhand.trees.yaml.Known;
import dev.deskhand.trees.yaml.TreeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trees, and people who walk them. */
public final class Fixtures {
  /** What the shipped tree needs, and an action that no check may use. */
  public static final Known KNOWN =
      new Known(
          Map.of(
              "ldap.account-state",
              new Known.Action(
                  Known.Effect.READ_ONLY, Set.of("account"), Set.of(), Set.of("found", "locked")),
              "http.get",
              new Known.Action(
                  Known.Effect.READ_ONLY, Set.of("path"), Set.of("query"), Set.of("status")),
              "ldap.unlock",
              new Known.Action(Known.Effect.CHANGES, Set.of("account"), Set.of(), Set.of())),
          Map.of(
              "unlock-account",
              new Known.Runbook(Set.of("account"), Set.of()),
              "clear-vpn-session",
              new Known.Runbook(Set.of("account"), Set.of()),
              "restart-service",
              new Known.Runbook(Set.of("host", "service"), Set.of("reason"), Fixtures::brief)),
          Set.of("lamp", "part"));

  private Fixtures() {}

  private static Optional<String> brief(String input, Template value) {
    return value.paths().isEmpty() && value.source().length() > 20
        ? Optional.of("'" + input + "': expected at most 20 characters")
        : Optional.empty();
  }

  /** The tree that a text tells. */
  public static Tree tree(String text) {
    Problems problems = new Problems();
    String id =
        text.lines()
            .filter(line -> line.startsWith("tree:"))
            .map(line -> line.substring("tree:".length()).strip())
            .findFirst()
            .orElseThrow();
    Optional<Tree> tree = TreeReader.read(id + TreeReader.FILE_ENDING, text, KNOWN, problems);
    problems.throwIfAny();
    return tree.orElseThrow();
  }

  /** A tree of the catalogue. */
  public static Tree shipped(String id) {
    try {
      return tree(Files.readString(Path.of("catalog", id + TreeReader.FILE_ENDING)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ada has just set out, for herself. */
  public static Walk begun(Tree tree) {
    return Walk.begin(startOf(tree, Optional.of("rt-42")));
  }

  public static WalkStarted startOf(Tree tree, Optional<String> ticket) {
    return new WalkStarted(
        new WalkId("w-1"),
        tree.id(),
        tree.version(),
        Asker.of("ada", "Ada Lovelace"),
        "ada",
        ticket,
        "web/c-1",
        Setting.NONE);
  }
}

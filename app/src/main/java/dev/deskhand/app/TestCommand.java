package dev.deskhand.app;

import dev.deskhand.app.story.Story;
import dev.deskhand.app.story.StoryFailedException;
import dev.deskhand.app.story.StoryPlayer;
import dev.deskhand.app.story.StoryReader;
import dev.deskhand.content.Folders;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.rehearsal.Coverage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description = {
      "Plays stories, each in a practice company of its own, and tables of ways, and tells what of"
          + " the trees none of them came to.",
      "Ends with 0 when everything held, else with 1."
    })
final class TestCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILES",
      description = "Stories, tables of ways, and folders of them (default: the whole catalogue).")
  private List<Path> files = List.of();

  @Option(
      names = "--catalog",
      paramLabel = "FOLDER",
      description = "A folder of yours over the shipped catalogue; may be given more than once.")
  private List<Path> folders = List.of();

  @Option(
      names = "--coverage",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Fails when less than that of a tree's nodes and edges was come to.")
  private int least;

  @Option(names = "--ways-only", description = "Plays no stories: ends within a second or two.")
  private boolean waysOnly;

  @Override
  public Integer call() throws IOException {
    List<Path> catalogue = new ArrayList<>(List.of(Home.catalogue()));
    catalogue.addAll(folders);
    Path data = Files.createTempDirectory("deskhand-test-");
    try {
      return test(data, catalogue, files.isEmpty() ? catalogue : files);
    } finally {
      Folders.delete(data);
    }
  }

  private int test(Path data, List<Path> catalogue, List<Path> places) throws IOException {
    Rehearsals rehearsals =
        Rehearsals.of(Demo.content(data.resolve("read"), catalogue).trees(), places);
    List<String> broken = new ArrayList<>(rehearsals.play());
    broken.forEach(it -> System.out.println("BROKEN  " + it));
    List<Story> stories = waysOnly ? List.of() : stories(places);
    for (Story story : stories) {
      play(story, data.resolve(story.name()), catalogue, rehearsals).ifPresent(broken::add);
    }
    boolean covered = tell(rehearsals);
    System.out.printf(
        "%d stories and %d ways, %s%n",
        stories.size(),
        rehearsals.size(),
        broken.isEmpty() ? "all as they are written." : broken.size() + " broken.");
    return broken.isEmpty() && covered ? 0 : 1;
  }

  private static List<Story> stories(List<Path> places) throws IOException {
    Problems problems = new Problems();
    List<Story> stories = new ArrayList<>();
    for (Path file : Rehearsals.files(places, StoryReader.ENDING)) {
      StoryReader.read(file.toString(), Files.readString(file), problems).ifPresent(stories::add);
    }
    problems.throwIfAny();
    return stories;
  }

  private static Optional<String> play(
      Story story, Path data, List<Path> catalogue, Rehearsals rehearsals) {
    long began = System.nanoTime();
    lendModels(data);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (Demo demo = Demo.start(0, data, catalogue);
        StoryPlayer player =
            new StoryPlayer(
                demo.deskhand().address(),
                id -> demo.deskhand().loginLink(new PersonId(id)),
                new SandboxWorld(demo.sandbox()),
                new PrintStream(told, true, StandardCharsets.UTF_8))) {
      demo.deskhand().awaitReady();
      player.play(story, "elena");
      new WalkedWays(demo.deskhand().stores()).countInto(rehearsals);
      System.out.printf("held    %s (%.1f s)%n", story.title(), (System.nanoTime() - began) / 1e9);
      return Optional.empty();
    } catch (StoryFailedException e) {
      System.out.println("BROKEN  " + story.title() + ": " + e.getMessage());
      System.out.println(told.toString(StandardCharsets.UTF_8).indent(8));
      return Optional.of(story.name());
    }
  }

  /** What one company has learnt to understand, the next need not learn again. */
  private static void lendModels(Path data) {
    Path models = data.resolveSibling("models");
    try {
      Files.createDirectories(models);
      Files.createDirectories(data);
      Files.createSymbolicLink(data.resolve("models"), models);
    } catch (IOException e) {
      throw new UncheckedIOException("can't prepare " + data, e);
    }
  }

  private boolean tell(Rehearsals rehearsals) {
    boolean covered = true;
    for (Tree tree : rehearsals.trees()) {
      Coverage coverage = rehearsals.coverage(tree);
      System.out.printf("%3d %%   %s%n", coverage.percent(), tree.id());
      coverage.unreachedNodes().forEach(it -> System.out.println("        never at " + it));
      coverage.unreachedEdges().forEach(it -> System.out.println("        never " + it));
      covered &= coverage.percent() >= least;
    }
    return covered;
  }
}

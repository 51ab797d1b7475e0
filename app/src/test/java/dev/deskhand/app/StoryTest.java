package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.story.Story;
import dev.deskhand.app.story.StoryFailedException;
import dev.deskhand.app.story.StoryPlayer;
import dev.deskhand.app.story.StoryReader;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.PersonId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every shipped story, each in a practice company of its own. */
final class StoryTest {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> every_shipped_story_goes_as_it_is_written() {
    return stories().stream()
        .map(story -> DynamicTest.dynamicTest(story.title(), () -> play(story)));
  }

  @Test
  void no_two_stories_have_the_same_name() {
    assertThat(stories()).extracting(Story::name).doesNotHaveDuplicates();
  }

  @Test
  void every_tree_and_runbook_has_a_story() {
    List<String> files = Shipped.catalogue().stream().flatMap(StoryTest::files).toList();

    assertThat(files)
        .filteredOn(name -> name.endsWith(".tree.yaml") || name.endsWith(".runbook.yaml"))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(files)
                    .contains(name.substring(0, name.indexOf('.')) + StoryReader.ENDING));
  }

  private void play(Story story) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    Path data = Shipped.lendModels(folder.resolve(story.name()));
    try (Demo demo = Demo.start(0, data, Shipped.catalogue());
        StoryPlayer player = player(demo, out)) {
      demo.deskhand().awaitReady();
      player.play(story, "elena");
      Shipped.keepModels(data);
    } catch (StoryFailedException e) {
      throw new AssertionError(told.toString(StandardCharsets.UTF_8), e);
    }
  }

  private static StoryPlayer player(Demo demo, PrintStream out) {
    return new StoryPlayer(
        demo.deskhand().address(),
        id -> demo.deskhand().loginLink(new PersonId(id)),
        new SandboxWorld(demo.sandbox()),
        out);
  }

  private static List<Story> stories() {
    Problems problems = new Problems();
    List<Story> stories =
        Shipped.catalogue().stream()
            .flatMap(
                catalogue ->
                    files(catalogue)
                        .filter(name -> name.endsWith(StoryReader.ENDING))
                        .flatMap(name -> read(catalogue.resolve(name), problems)))
            .toList();
    problems.throwIfAny();
    return stories;
  }

  private static Stream<Story> read(Path file, Problems problems) {
    try {
      return StoryReader.read(file.toString(), Files.readString(file), problems).stream();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }

  private static Stream<String> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("can't list " + folder, e);
    }
  }
}

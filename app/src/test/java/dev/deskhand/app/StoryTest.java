package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.story.Story;
import dev.deskhand.app.story.StoryFailedException;
import dev.deskhand.app.story.StoryPlayer;
import dev.deskhand.app.story.StoryReader;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.sandbox.Sandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every shipped story, each in a practice company of its own: over OpenSSH's server where a runbook
 * speaks to hosts and the machine has one, and on PostgreSQL, too, where it speaks to a database.
 */
final class StoryTest {
  private static final String FIX = "database-fix";

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> every_shipped_story_goes_as_it_is_written() {
    return stories().stream()
        .map(story -> DynamicTest.dynamicTest(story.title(), () -> play(story, Sandbox.start())));
  }

  @TestFactory
  Stream<DynamicTest> what_is_done_to_a_database_is_done_on_postgresql_as_well() {
    return stories(file -> file.startsWith(FIX)).stream()
        .map(story -> DynamicTest.dynamicTest(story.title(), () -> playOnPostgres(story)));
  }

  private void playOnPostgres(Story story) throws IOException {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      play(story, Sandbox.startOver(server.getJdbcUrl("postgres", "postgres")));
    }
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

  private void play(Story story, Sandbox sandbox) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    Path data = Shipped.lendModels(folder.resolve(story.name()));
    try (OpenSshHosts hosts = OpenSshHosts.beside(sandbox, data);
        Demo demo = Demo.start(0, data, Shipped.catalogue(), sandbox, hosts::over);
        StoryPlayer player = player(demo, out)) {
      demo.deskhand().awaitReady();
      player.play(story, "elena");
      hosts.requireUsed(sandbox);
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
    return stories(_ -> true);
  }

  private static List<Story> stories(Predicate<String> wanted) {
    Problems problems = new Problems();
    List<Story> stories =
        Shipped.catalogue().stream()
            .flatMap(
                catalogue ->
                    files(catalogue)
                        .filter(name -> name.endsWith(StoryReader.ENDING) && wanted.test(name))
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

package dev.deskhand.app;

import dev.deskhand.app.story.Story;
import dev.deskhand.app.story.StoryFailedException;
import dev.deskhand.app.story.StoryPlayer;
import dev.deskhand.app.story.StoryReader;
import dev.deskhand.content.Folders;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Starts Deskhand on 127.0.0.1 with a practice company: a directory, a host to reach by SSH,"
          + " a VPN gateway, and people to be.",
      "Nothing outside this machine is touched, and nothing is left behind."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Where the chat page listens (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--story",
      paramLabel = "NAME",
      description =
          "Plays a story without a browser, checks it, and ends: vpn, restart, session, …")
  private @Nullable String story;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Keeps what the demo stores in a folder, for the next demo.")
  private @Nullable Path data;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Path> catalogue = List.of(Home.catalogue());
    Path folder = data == null ? Files.createTempDirectory("deskhand-demo-") : data;
    try (Demo demo = Demo.start(story == null ? port : 0, folder, catalogue)) {
      return story == null ? present(demo) : play(demo, find(story, catalogue.getFirst()));
    } finally {
      if (data == null) {
        Folders.delete(folder);
      }
    }
  }

  private static int present(Demo demo) throws InterruptedException {
    System.out.println("Deskhand is ready: " + demo.deskhand().address());
    System.out.println();
    System.out.println("Log in as one of these people; each link works once, within 15 minutes.");
    for (String who : List.of("ada", "elena", "grace")) {
      System.out.println("  " + who + ": " + demo.deskhand().loginLink(new PersonId(who)));
    }
    System.out.println();
    System.out.println("Then write, as ada:   VPN says authentication failed");
    System.out.println("  or open a ticket with that subject, and answer the questions.");
    System.out.println("As elena, write:      restart vpn-gateway on vpn-gw-1");
    System.out.println(
        "  say yes, and approve it as grace, in another browser or a private window.");
    System.out.println("Ctrl-C ends the demo.");
    Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-end"));
    new CountDownLatch(1).await();
    return 0;
  }

  private static int play(Demo demo, Story story) {
    long began = System.nanoTime();
    try (StoryPlayer player = player(demo)) {
      player.play(story, "elena");
      player.printTicket();
      System.out.printf(
          "%nEverything in the story held, in %.1f s.%n", (System.nanoTime() - began) / 1e9);
      return 0;
    } catch (StoryFailedException e) {
      System.out.flush();
      System.err.println("The story broke: " + e.getMessage());
      return 1;
    }
  }

  private static StoryPlayer player(Demo demo) {
    return new StoryPlayer(
        demo.deskhand().address(),
        id -> demo.deskhand().loginLink(new PersonId(id)),
        new SandboxWorld(demo.sandbox()),
        System.out);
  }

  private static Story find(String name, Path catalogue) throws IOException {
    Problems problems = new Problems();
    try (Stream<Path> files = Files.walk(catalogue)) {
      List<Story> stories =
          files
              .filter(file -> file.toString().endsWith(StoryReader.ENDING))
              .sorted()
              .flatMap(file -> read(file, problems))
              .toList();
      problems.throwIfAny();
      return stories.stream()
          .filter(it -> it.name().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "no story is called '"
                          + name
                          + "'; "
                          + Problems.suggestion(name, stories.stream().map(Story::name).toList())));
    }
  }

  private static Stream<Story> read(Path file, Problems problems) {
    try {
      return StoryReader.read(file.toString(), Files.readString(file), problems).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("can't read " + file, e);
    }
  }
}

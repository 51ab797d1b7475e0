package dev.deskhand.app;

import dev.deskhand.app.story.Recording;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.storage.Stores;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "story",
    description = "Makes stories of what has happened.",
    subcommands = StoryCommand.RecordWalk.class)
final class StoryCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  @Command(
      name = "record",
      description =
          "Writes the way that a real walk went as a line of a table of ways, with every name, word"
              + " and value taken out that is not the tree's own. Reads only.")
  static final class RecordWalk implements Callable<Integer> {
    @Mixin private MaintenanceOption option;

    @Parameters(paramLabel = "WALK", description = "The walk's id, such as w-17.")
    private String walk = "";

    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "Where to write it (default: the standard output).")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
      List<Tree> trees = Installation.read(option.settings()).checked().trees();
      Optional<String> recorded = option.with(stores -> recorded(stores, trees));
      if (recorded.isEmpty()) {
        System.err.println(
            "No walk '"
                + walk
                + "' has come to an end of a tree as it is now: there is none of that id, it goes"
                + " on, or its tree has changed since.");
        return 1;
      }
      if (output.isPresent()) {
        Files.writeString(output.get(), recorded.get());
      } else {
        System.out.print(recorded.get());
      }
      return 0;
    }

    private Optional<String> recorded(Stores stores, List<Tree> trees) {
      WalkStore walks = new WalkStore(stores.journal(), new PersonalVault(stores.personalKeys()));
      return Recording.of(
          walks.history(TenantId.DEFAULT, new WalkId(walk)).stream().map(walks::read).toList(),
          trees);
    }
  }
}

package dev.deskhand.app;

import dev.deskhand.trees.Tree;
import dev.deskhand.trees.picture.Mermaid;
import dev.deskhand.trees.picture.Svg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "picture",
    description =
        "Draws a tree of the catalogue: SVG that every browser shows, or a flowchart as Mermaid"
            + " text for a wiki. Reads files only.")
final class PictureCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "TREE", description = "The tree's name.")
  private String tree = "";

  @Option(names = "--mermaid", description = "Mermaid text instead of SVG.")
  private boolean mermaid;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write it (default: the standard output).")
  private Optional<Path> output = Optional.empty();

  @Override
  public Integer call() throws IOException {
    List<Tree> trees = Installation.read(config.settings()).checked().trees();
    Optional<Tree> found = trees.stream().filter(it -> it.id().value().equals(tree)).findFirst();
    if (found.isEmpty()) {
      System.err.println(
          "No tree is called '"
              + tree
              + "'. There are: "
              + String.join(", ", trees.stream().map(it -> it.id().value()).sorted().toList()));
      return 1;
    }
    String picture = mermaid ? Mermaid.of(found.get()) : Svg.of(found.get());
    if (output.isPresent()) {
      Files.writeString(output.get(), picture);
    } else {
      System.out.print(picture);
    }
    return 0;
  }
}

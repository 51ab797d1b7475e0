package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.trees.rehearsal.Coverage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped tables of ways go as they are written, and go every way of every shipped tree. */
final class WaysTest {
  @TempDir private Path folder;

  @Test
  void every_way_of_every_shipped_tree_is_gone_as_it_is_written() {
    Rehearsals rehearsals =
        Rehearsals.of(Demo.content(folder, Shipped.catalogue()).trees(), Shipped.catalogue());

    List<String> broken = rehearsals.play();

    assertThat(broken).isEmpty();
    assertThat(rehearsals.trees()).extracting(tree -> tree.id().value()).hasSize(12);
    assertThat(rehearsals.trees())
        .allSatisfy(
            tree -> {
              Coverage coverage = rehearsals.coverage(tree);
              assertThat(coverage.unreachedNodes()).as(tree.id().value()).isEmpty();
              assertThat(coverage.unreachedEdges()).as(tree.id().value()).isEmpty();
            });
  }

  @Test
  void every_shipped_tree_has_sentences_an_offer_and_a_story() {
    List<String> names =
        Stream.of(folderOfTrees().list())
            .filter(name -> name.endsWith(".tree.yaml"))
            .map(name -> name.substring(0, name.indexOf('.')))
            .toList();

    assertThat(names)
        .hasSize(12)
        .allSatisfy(
            name ->
                assertThat(List.of(folderOfTrees().list()))
                    .contains(name + ".intents.yaml", name + ".ways.yaml", name + ".story.yaml"));
  }

  private static java.io.File folderOfTrees() {
    return Repository.root().resolve("decision-trees/catalog").toFile();
  }
}

package dev.deskhand.trees.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.trees.Fixtures;
import dev.deskhand.trees.Move;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.NodePicture;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeWalker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NodePictureTest {
  private static final PictureFile MENU =
      new PictureFile("image/png", 9_000, "a".repeat(64), 640, 400);
  private static final PictureFile OTHER =
      new PictureFile("image/png", 9_000, "b".repeat(64), 640, 400);
  private static final String LAMP =
      """
      tree: lamp
      title: Lamp
      start: which
      nodes:
        which:
          ask: Is it lit?
          picture: {file: menu.png, shows: 'The menu, <b>"all"</b> of it'}
          choices: {yes: {label: "Yes", next: try}, no: {label: "No", next: bad}}
        try:
          instruct: Plug it in.
          picture: {file: plug.jpg, shows: The plug}
          done: good
          did-not-work: bad
        good: {end: solved, finding: F., say: S.}
        bad: {end: escalated, finding: F., say: S.}
      """;

  private static Known beside(PictureFile menu) {
    return Fixtures.KNOWN.with(
        Map.of(
            "menu.png",
            new PictureReading.Proven(menu),
            "plug.jpg",
            new PictureReading.Proven(MENU),
            "spare.png",
            new PictureReading.Proven(OTHER),
            "page.png",
            new PictureReading.Refused("is no PNG, JPEG or GIF by its bytes")));
  }

  private static Tree tree(PictureFile menu) {
    Problems problems = new Problems();
    Optional<Tree> tree = TreeReader.read("lamp.tree.yaml", LAMP, beside(menu), problems);
    problems.throwIfAny();
    return tree.orElseThrow();
  }

  private static List<String> problems(String picture) {
    Problems problems = new Problems();
    String text = LAMP.replaceFirst("\\{file: menu.png, .*", picture);
    assertThat(TreeReader.read("lamp.tree.yaml", text, beside(MENU), problems)).isEmpty();
    return problems.all().stream().map(Problem::toString).toList();
  }

  private static NodePicture picture(Tree tree, String node) {
    return ((Node.Asking) tree.find(new NodeId(node)).orElseThrow()).picture().orElseThrow();
  }

  @Test
  void questions_and_instructions_show_pictures() {
    Tree tree = tree(MENU);

    assertThat(picture(tree, "which"))
        .isEqualTo(new NodePicture("menu.png", "The menu, <b>\"all\"</b> of it", MENU));
    assertThat(picture(tree, "try").file()).isEqualTo(MENU);
    assertThat(TreeWalker.next(Fixtures.begun(tree), tree))
        .isInstanceOfSatisfying(
            Move.Ask.class, ask -> assertThat(ask.picture()).contains(picture(tree, "which")));
  }

  @Test
  void another_picture_is_another_version_and_one_that_is_not_shown_is_none() {
    Tree tree = tree(MENU);

    assertThat(tree(OTHER).version()).isNotEqualTo(tree.version());
    assertThat(tree(MENU).version()).isEqualTo(tree.version());
    assertThat(tree.source()).startsWith(LAMP).doesNotContain("spare");
  }

  @Test
  void a_tree_without_pictures_keeps_the_version_that_it_had() {
    String bare = LAMP.replaceAll("    picture:.*\n", "");

    assertThat(Fixtures.tree(bare).source()).isEqualTo(bare);
  }

  @Test
  void a_walks_own_version_is_read_without_the_files() {
    Tree tree = tree(MENU);

    Tree restored = TreeReader.restore(tree.source()).orElseThrow();

    assertThat(restored.version()).isEqualTo(tree.version());
    assertThat(picture(restored, "which")).isEqualTo(picture(tree, "which"));
  }

  @Test
  void a_file_that_was_written_from_a_stored_text_is_the_same_tree() {
    Problems problems = new Problems();
    String stored = tree(OTHER).source();

    Tree again = TreeReader.read("lamp.tree.yaml", stored, beside(MENU), problems).orElseThrow();

    assertThat(again.version()).isEqualTo(tree(MENU).version());
    assertThat(TreeReader.restore(LAMP + "\n# picture x image/png 9 " + "0".repeat(64) + " 9999x1"))
        .as("a comment that only looks like a stamp")
        .isPresent();
  }

  @Test
  void pictures_of_a_tree_that_is_taken_in_come_with_it() {
    String around =
        """
        tree: part
        title: Part
        start: in
        nodes:
          in: {walk: lamp, otherwise: done}
          done: {end: solved, finding: F., say: S.}
        """;
    Problems problems = new Problems();

    List<Tree> trees =
        TreeFiles.read(
            Map.of("lamp.tree.yaml", LAMP, "part.tree.yaml", around), beside(MENU), problems);

    problems.throwIfAny();
    Tree whole =
        trees.stream().filter(it -> it.id().value().equals("part")).findFirst().orElseThrow();
    assertThat(picture(whole, "in.which").file()).isEqualTo(MENU);
    Tree restored = TreeReader.restore(whole.source()).orElseThrow();
    assertThat(restored.version()).isEqualTo(whole.version());
    assertThat(picture(restored, "in.try").file()).isEqualTo(MENU);
  }

  @Test
  void words_are_translated_with_the_rest() {
    String german =
        """
        tree: lamp
        title: Lamp
        languages: [en, de]
        start: which
        nodes:
          which:
            ask: {en: A?, de: B?}
            picture: {file: menu.png, shows: {en: The menu, de: Das Menü}}
            choices: {yes: {label: {en: "Yes", de: "Ja"}, next: good}}
          good: {end: solved, finding: F., say: {en: S., de: T.}}
        """;
    Problems problems = new Problems();

    Tree tree = TreeReader.read("lamp.tree.yaml", german, beside(MENU), problems).orElseThrow();

    assertThat(((Node.Asking) tree.find(new NodeId("which"), "de").orElseThrow()).picture())
        .contains(new NodePicture("menu.png", "Das Menü", MENU));
  }

  @Test
  void each_fault_is_told_with_its_place() {
    assertThat(problems("{file: menu.png}"))
        .containsExactly("lamp.tree.yaml:7:14: 'shows' is missing: write shows: …");
    assertThat(problems("{shows: A}"))
        .containsExactly("lamp.tree.yaml:7:14: 'file' is missing: write file: …");
    assertThat(problems("{file: menu.pgn, shows: A}"))
        .singleElement()
        .asString()
        .startsWith("lamp.tree.yaml:7:21: 'file': expected the name of a PNG");
    for (String outside : List.of("../menu.png", "/etc/menu.png", "a/menu.png", "..png", "~.png")) {
      assertThat(problems("{file: '" + outside + "', shows: A}"))
          .as(outside)
          .singleElement()
          .asString()
          .contains("without folders");
    }
    assertThat(problems("{file: menue.png, shows: A}"))
        .containsExactly(
            "lamp.tree.yaml:7:21: no picture 'menue.png' stands in the catalogue: did you mean"
                + " 'menu.png'?");
    assertThat(problems("{file: page.png, shows: A}"))
        .containsExactly(
            "lamp.tree.yaml:7:21: picture 'page.png' is no PNG, JPEG or GIF by its bytes");
    assertThat(problems("{file: page.png, show: A, shows: '" + "x".repeat(301) + "'}"))
        .hasSize(3)
        .anyMatch(it -> it.contains("'shows' has 301 characters"))
        .anyMatch(it -> it.contains("unknown key 'show'"))
        .anyMatch(it -> it.contains("by its bytes"));
    assertThat(problems("menu.png")).first().asString().contains("'picture': expected a mapping");
  }
}

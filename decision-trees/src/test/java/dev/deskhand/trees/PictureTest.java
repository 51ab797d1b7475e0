package dev.deskhand.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.Seeds;
import dev.deskhand.trees.picture.Mermaid;
import dev.deskhand.trees.picture.Svg;
import dev.deskhand.trees.picture.Way;
import dev.deskhand.trees.yaml.TreeReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Pictures show all of a tree, whatever is written in it. */
final class PictureTest {
  private static final int TREES = 300;
  private static final String HOSTILE =
      "</text><script>alert(1)</script> \\\"quoted\\\" & `code` #1; \\u202e\\u0007 ]] -->";

  /** A rectangle's place. */
  private record Box(double left, double top, double width) {}

  @Test
  void mermaid_has_every_node_and_every_way() {
    Tree tree =
        Fixtures.tree(
            """
            tree: lamp
            title: The lamp is dark
            queue: house
            start: plugged
            nodes:
              plugged:
                ask: Is it plugged in?
                choices:
                  yes: { label: "Yes", next: dark }
                  no: { label: "No", next: works }
                unanswered: dark
              works:
                end: solved
                finding: It was not plugged in.
                say: It works now.
              dark:
                end: escalated
                finding: It is dark, "plugged" or not.
                say: Somebody will come.
            """);

    assertThat(Mermaid.of(tree))
        .isEqualTo(
            """
            flowchart TD
              n0["Is it plugged in?"]
              n1(["It was not plugged in."])
              n2(["It is dark, #quot;plugged#quot; or not."])
              n0 -->|"Yes"| n2
              n0 -->|"No"| n1
              n0 -.->|"no answer"| n2
            """);
  }

  @Test
  void what_is_written_in_a_tree_is_only_shown() throws Exception {
    Tree tree =
        Fixtures.tree(
            """
            tree: hostile
            title: "%s"
            queue: house
            start: first
            nodes:
              first:
                ask: "%s"
                choices:
                  a: { label: "<b>&a", next: last }
              last:
                end: solved
                finding: "%s"
                say: Done.
            """
                .formatted(HOSTILE, HOSTILE, HOSTILE));

    Document svg = parsed(Svg.of(tree));

    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getDocumentElement().getTextContent()).contains("alert(1)", "<b>&a");
    assertThat(Mermaid.of(tree).lines())
        .hasSize(4)
        .noneMatch(line -> line.matches(".*[<>`].*") && !line.contains("-->"));
  }

  @Test
  void a_picture_has_each_node_that_can_be_come_to_and_each_way_once() throws Exception {
    for (long seed : Seeds.each(TREES / 2).toArray()) {
      Optional<Tree> tree = read(GeneratedTree.of(new Random(seed)).yaml());
      if (tree.isPresent()) {
        Document svg = parsed(Svg.of(tree.get()));
        List<Way> ways =
            tree.get().nodes().values().stream().flatMap(it -> Way.from(it).stream()).toList();

        assertThat(groups(svg, "node")).as("seed %d", seed).isEqualTo(tree.get().nodes().size());
        assertThat(groups(svg, "way")).as("seed %d", seed).isEqualTo(ways.size());
        assertThat(overlaps(svg)).as("seed %d", seed).isZero();
      }
    }
  }

  @Test
  void a_tree_of_a_thousand_nodes_is_drawn_too() throws Exception {
    StringBuilder text =
        new StringBuilder("tree: large\ntitle: Large\nqueue: q\nstart: n0\nnodes:\n");
    for (int i = 0; i < 1_000; i++) {
      text.append(
          """
            n%d:
              ask: Question %d?
              choices:
                a: { label: A, next: %s }
                b: { label: B, next: %s }
              unanswered: end
          """
              .formatted(i, i, below(2 * i + 1), below(2 * i + 2)));
    }
    Tree tree =
        Fixtures.tree(text.append("  end: { end: solved, finding: f, say: s }\n").toString());

    assertThat(groups(parsed(Svg.of(tree)), "node")).isEqualTo(1_001);
  }

  private static String below(int node) {
    return node < 1_000 ? "n" + node : "end";
  }

  private static Optional<Tree> read(String yaml) {
    String name = yaml.lines().findFirst().orElseThrow().substring("tree: ".length());
    return TreeReader.read(name + TreeReader.FILE_ENDING, yaml, Fixtures.KNOWN, new Problems());
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static long groups(Document svg, String kind) {
    NodeList groups = svg.getElementsByTagName("g");
    return IntStream.range(0, groups.getLength())
        .mapToObj(i -> (Element) groups.item(i))
        .filter(it -> it.getAttribute("class").startsWith(kind))
        .count();
  }

  private static long overlaps(Document svg) {
    NodeList rectangles = svg.getElementsByTagName("rect");
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < rectangles.getLength(); i++) {
      Element each = (Element) rectangles.item(i);
      boxes.add(
          new Box(
              Double.parseDouble(each.getAttribute("x")),
              Double.parseDouble(each.getAttribute("y")),
              Double.parseDouble(each.getAttribute("width"))));
    }
    return boxes.stream()
        .filter(
            one ->
                boxes.stream()
                    .anyMatch(
                        other ->
                            !one.equals(other)
                                && one.top() == other.top()
                                && Math.abs(one.left() - other.left()) < one.width()))
        .count();
  }
}

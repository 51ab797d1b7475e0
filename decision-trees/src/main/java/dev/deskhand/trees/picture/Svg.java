package dev.deskhand.trees.picture;

import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.picture.Layers.Item;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A tree as a picture in SVG 1.1, for light and dark pages. Units are pixels. */
public final class Svg {
  private static final double MARGIN = 16;
  private static final double HEIGHT = 72;
  private static final double ROW = 168;
  private static final double LINE = 17;
  private static final String STYLE =
      """
      <style>
      text { font: 13px system-ui, sans-serif; fill: #1b1f24; text-anchor: middle }
      .way text { font-size: 11px; fill: #57606a; stroke: #ffffff; stroke-width: 4px;
        paint-order: stroke }
      .node rect, .node path { fill: #f6f8fa; stroke: #57606a; stroke-width: 1.5 }
      .check path { fill: #eaf2fd; stroke: #2563a8 }
      .runbook rect { fill: #fdf3e1; stroke: #9a6700 }
      .solved rect { fill: #e3f4e6; stroke: #1a7f37 }
      .escalated rect { fill: #fbe9e7; stroke: #b3261e }
      .way path { fill: none; stroke: #57606a; stroke-width: 1.5; marker-end: url(#tip) }
      .wanting path { stroke-dasharray: 5 4 }
      #tip path { fill: #57606a }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 }
        .way text { fill: #9aa4af; stroke: #0d1117 }
        .node rect, .node path { fill: #161b22; stroke: #9aa4af }
        .check path { fill: #12233b; stroke: #6cb0ff }
        .runbook rect { fill: #2b2111; stroke: #d9a441 }
        .solved rect { fill: #11281a; stroke: #56d364 }
        .escalated rect { fill: #331815; stroke: #ff8a80 }
        .way path { stroke: #9aa4af }
        #tip path { fill: #9aa4af }
      }
      </style>
      <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8"
        orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
      """;

  private final Tree tree;
  private final Optional<Traffic> traffic;
  private final Layers layers;
  private final Map<Item, Double> middles;
  private final StringBuilder out = new StringBuilder();
  private final Formatter written = new Formatter(out, Locale.ROOT);

  private Svg(Tree tree, Optional<Traffic> traffic) {
    this.tree = tree;
    this.traffic = traffic;
    this.layers = Layers.of(tree);
    this.middles = Places.of(layers);
  }

  /** The document. */
  public static String of(Tree tree) {
    return new Svg(tree, Optional.empty()).document();
  }

  /** The document, with how people went on every way and how many gave up at every node. */
  public static String of(Tree tree, Traffic traffic) {
    return new Svg(tree, Optional.of(traffic)).document();
  }

  private String document() {
    double width =
        2 * MARGIN
            + middles.entrySet().stream()
                .mapToDouble(it -> it.getValue() + Places.width(it.getKey()) / 2)
                .max()
                .orElse(0);
    double height = 2 * MARGIN + HEIGHT + ROW * (layers.rows().size() - 1);
    written.format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %.0f %.0f\"",
        width, height);
    written.format(" width=\"%.0f\" height=\"%.0f\">\n<title>", width, height);
    text(tree.title());
    written.format("</title>\n");
    out.append(STYLE);
    layers.paths().forEach(this::way);
    for (int row = 0; row < layers.rows().size(); row++) {
      for (Item item : layers.rows().get(row)) {
        if (item instanceof Item.Box(NodeId id)) {
          double top = y(row);
          tree.find(id).ifPresent(node -> node(node, x(item), top));
        }
      }
    }
    return out.append("</svg>\n").toString();
  }

  private double x(Item item) {
    return MARGIN + middles.getOrDefault(item, 0.0);
  }

  /** The top of a row. */
  private static double y(int row) {
    return MARGIN + row * ROW;
  }

  private int row(Item item) {
    return switch (item) {
      case Item.Stop stop -> stop.row();
      case Item.Box _ -> indexOfRowWith(item);
    };
  }

  private int indexOfRowWith(Item item) {
    for (int row = 0; row < layers.rows().size(); row++) {
      if (layers.rows().get(row).contains(item)) {
        return row;
      }
    }
    throw new IllegalStateException(item + " stands nowhere");
  }

  private void node(Node node, double x, double y) {
    written.format("<g class=\"node %s\"><title>", kind(node));
    text(Caption.of(node));
    written.format("</title>");
    double left = x - Places.BOX / 2;
    if (node instanceof Node.Check) {
      written.format(
          "<path d=\"M%.1f %.1fl14 -%.1fh%.1fl14 %.1fl-14 %.1fh-%.1fz\"/>",
          left,
          y + HEIGHT / 2,
          HEIGHT / 2,
          Places.BOX - 28,
          HEIGHT / 2,
          HEIGHT / 2,
          Places.BOX - 28);
    } else {
      written.format(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%d\"/>",
          left, y, Places.BOX, HEIGHT, node instanceof Node.End ? 30 : 6);
    }
    List<String> lines = Caption.lines(node);
    lines(lines, x, y + HEIGHT / 2 - (lines.size() - 1) * LINE / 2 + 4);
    traffic
        .map(it -> it.leftAt(node.id()))
        .filter(many -> many > 0)
        .ifPresent(many -> lines(List.of(many + " gave up here"), x, y - 4));
    written.format("</g>\n");
  }

  private static String kind(Node node) {
    return switch (node) {
      case Node.Asking _ -> "asking";
      case Node.Check _ -> "check";
      case Node.Decision _, Node.Passage _ -> "deciding";
      case Node.HandOver _, Node.Part _ -> "runbook";
      case Node.End end ->
          switch (end.outcome()) {
            case SOLVED -> "solved";
            case ESCALATED -> "escalated";
            case ABANDONED, YIELDED -> "abandoned";
          };
    };
  }

  private void way(Way way, List<Item> path) {
    written.format(
        "<g class=\"way%s\"><path d=\"", way.manner() == Way.Manner.USUAL ? "" : " wanting");
    Item first = path.getFirst();
    boolean down = path.size() > 1 && row(path.get(1)) > row(first);
    double atX = x(first);
    double atY = y(row(first)) + (down ? HEIGHT : 0);
    written.format("M%.1f %.1f", atX, atY);
    double labelX = atX;
    double labelY = atY;
    for (int i = 1; i < path.size(); i++) {
      Item item = path.get(i);
      double toX = x(item);
      double toY = y(row(item)) + (item instanceof Item.Stop ? HEIGHT / 2 : down ? 0 : HEIGHT);
      double bend = (toY - atY) / 2;
      written.format("C%.1f %.1f %.1f %.1f %.1f %.1f", atX, atY + bend, toX, toY - bend, toX, toY);
      if (i == 1) {
        labelX = atX + (toX - atX) * 0.62;
        labelY = atY + (toY - atY) * 0.56;
      }
      atX = toX;
      atY = toY;
    }
    written.format("\"/>");
    List<String> labels =
        Stream.concat(
                way.labels().stream().filter(it -> !it.isEmpty()).map(Caption::fitting),
                traffic.map(it -> it.words(way)).stream())
            .toList();
    lines(labels, labelX, labelY - (labels.size() - 1) * LINE / 2);
    written.format("</g>\n");
  }

  private void lines(List<String> lines, double x, double y) {
    double at = y;
    for (String line : lines) {
      written.format("<text x=\"%.1f\" y=\"%.1f\">", x, at);
      text(line);
      written.format("</text>");
      at += LINE;
    }
  }

  /** What XML 1.0 can't hold is left out. */
  private void text(String text) {
    text.codePoints()
        .filter(
            c -> c == ' ' || (c > ' ' && !Character.isISOControl(c) && c != 0xFFFE && c != 0xFFFF))
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.appendCodePoint(c);
              }
            });
  }
}

package dev.deskhand.desks;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * What somebody reads in a piece of HTML, as plain text: paragraphs have an empty line between, and
 * what is quoted begins with {@code "> "}. Anything is taken.
 */
public final class HtmlText {
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote");
  private static final Set<String> LINES = Set.of("br", "div", "li", "tr", "hr", "dt", "dd");
  private static final Set<String> CELLS = Set.of("td", "th");
  private static final int MOST_QUOTES = 9;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private int quotes;

  private HtmlText() {}

  /** The text in it. */
  public static String of(String html) {
    Document document = Jsoup.parse(html);
    HtmlText reader = new HtmlText();
    document.body().traverse(reader.visitor());
    reader.endLine();
    return reader.text.toString().strip();
  }

  private NodeVisitor visitor() {
    return new NodeVisitor() {
      @Override
      public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
          line.append(words.getWholeText());
        } else {
          meet(node.nodeName(), 1);
        }
      }

      @Override
      public void tail(Node node, int depth) {
        meet(node.nodeName(), -1);
      }
    };
  }

  /**
   * An element begins or ends.
   *
   * @param quote by how much what follows is quoted more, if it is one that quotes
   */
  private void meet(String element, int quote) {
    if (PARAGRAPHS.contains(element)) {
      endParagraph();
    } else if (LINES.contains(element)) {
      endLine();
    } else if (CELLS.contains(element)) {
      line.append(' ');
    }
    if (element.equals("blockquote")) {
      quotes += quote;
    }
  }

  private void endParagraph() {
    endLine();
    boolean hasEmptyLine = text.length() > 1 && text.charAt(text.length() - 2) == '\n';
    if (!text.isEmpty() && !hasEmptyLine) {
      text.append('\n');
    }
  }

  private void endLine() {
    String words = line.toString().replaceAll("[\\s\\u00a0]+", " ").strip();
    if (!words.isEmpty()) {
      text.append("> ".repeat(Math.min(quotes, MOST_QUOTES))).append(words).append('\n');
    }
    line.setLength(0);
  }
}

package dev.deskhand.slack;

import dev.deskhand.bot.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in the Markdown subset of {@link Message}, cut where its marks begin and end. A span ends
 * on its line; marks without a partner there stay as they are.
 */
final class Spans {
  private static final String BOLD = "**";
  private static final String CODE = "`";

  private Spans() {}

  /** How a span is meant. */
  enum Mark {
    PLAIN,
    BOLD,
    CODE
  }

  /**
   * One of them.
   *
   * @param text without its marks; never empty
   */
  record Span(Mark mark, String text) {}

  /** All spans, in order; none of an empty text. */
  static List<Span> of(String markdown) {
    List<Span> spans = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < markdown.length()) {
      int code = end(markdown, at, CODE);
      int end = code > 0 ? code : end(markdown, at, BOLD);
      if (end < 0) {
        plain.append(markdown.charAt(at));
        at++;
        continue;
      }
      add(spans, plain);
      spans.add(marked(markdown.substring(at, end)));
      at = end;
    }
    add(spans, plain);
    return spans;
  }

  private static void add(List<Span> spans, StringBuilder plain) {
    if (!plain.isEmpty()) {
      spans.add(new Span(Mark.PLAIN, plain.toString()));
      plain.setLength(0);
    }
  }

  private static Span marked(String span) {
    return span.startsWith(CODE)
        ? new Span(Mark.CODE, span.substring(1, span.length() - 1))
        : new Span(Mark.BOLD, span.substring(2, span.length() - 2));
  }

  /**
   * Where the span that begins here with the mark ends, behind its second mark; -1 if none does.
   */
  private static int end(String text, int from, String mark) {
    if (!text.startsWith(mark, from)) {
      return -1;
    }
    int begin = from + mark.length();
    int close = text.indexOf(mark, begin);
    boolean isSpan = close > begin && text.substring(begin, close).indexOf('\n') < 0;
    return isSpan ? close + mark.length() : -1;
  }
}

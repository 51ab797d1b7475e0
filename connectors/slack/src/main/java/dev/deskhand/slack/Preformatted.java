package dev.deskhand.slack;

import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import dev.deskhand.bot.message.Columns;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Legible;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables and code as preformatted rich text, in which Slack reads no markup at all and which stands
 * in messages and on the Home tab alike
 * (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block). Each piece of a table begins
 * with its head.
 */
final class Preformatted {
  private static final int MOST = 3_000;

  private Preformatted() {}

  /** The texts of at least one block, each within what a section would hold. */
  static List<String> of(Exhibit exhibit) {
    List<String> texts =
        switch (exhibit) {
          case Exhibit.Code code -> Pieces.verbatim(Legible.lines(code.text()), MOST);
          case Exhibit.File(var file) -> List.of(file.inWords());
          case Exhibit.Picture picture -> List.of(Legible.lines(picture.shows()));
          case Exhibit.Table table -> pages(Columns.of(table));
        };
    return texts.isEmpty() ? List.of("…") : texts;
  }

  private static List<String> pages(Columns columns) {
    String head = String.join("\n", columns.head());
    int most = MOST - Pieces.width(head) - 1;
    List<String> pages = new ArrayList<>();
    StringBuilder page = new StringBuilder();
    for (List<String> row : columns.rows()) {
      for (String part : Pieces.verbatim(String.join("\n", row), most)) {
        if (Pieces.width(page) + 1 + Pieces.width(part) > most) {
          pages.add(head + page);
          page.setLength(0);
        }
        page.append('\n').append(part);
      }
    }
    pages.add(head + page);
    return pages;
  }

  static RichTextBlock block(String text) {
    return RichTextBlock.builder()
        .elements(
            List.of(
                RichTextPreformattedElement.builder()
                    .elements(List.of(RichTextSectionElement.Text.builder().text(text).build()))
                    .build()))
        .build();
  }
}

package dev.deskhand.slack;

import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import com.slack.api.model.block.element.RichTextSectionElement.Link;
import com.slack.api.model.block.element.RichTextSectionElement.Text;
import com.slack.api.model.block.element.RichTextSectionElement.TextStyle;
import dev.deskhand.bot.message.Legible;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A block of rich text as it is put together. Slack reads no markup inside its elements, whereas in
 * a {@code mrkdwn} object it reads all of it, {@code verbatim} or not: so that no text can mention
 * anybody, hide a link or be shown as something else than it is
 * (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block,
 * https://docs.slack.dev/reference/block-kit/composition-objects/text-object). Control characters
 * are replaced.
 */
final class RichText {
  /** Of an element's JSON besides its text, and of a style, which names all that it is not. */
  private static final int ELEMENT = 30;

  private static final int STYLE = 150;

  private final List<RichTextElement> elements = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private int json = BlockKit.BRACES;

  /** A text in which nothing is markup. */
  RichText literal(String text) {
    plain.append(text);
    return this;
  }

  /** The same in bold. */
  RichText bold(String text) {
    return styled(text, TextStyle.builder().bold(true).build());
  }

  private RichText code(String text) {
    return styled(text, TextStyle.builder().code(true).build());
  }

  private RichText styled(String text, TextStyle style) {
    flush();
    add(text, Optional.of(style));
    json += STYLE;
    return this;
  }

  /** A text in the Markdown subset that all surfaces share. */
  RichText markdown(String markdown) {
    for (Spans.Span span : Spans.of(markdown)) {
      switch (span.mark()) {
        case PLAIN -> literal(span.text());
        case BOLD -> bold(span.text());
        case CODE -> code(span.text());
      }
    }
    return this;
  }

  /** A way to somewhere. */
  RichText link(URI address, String text) {
    flush();
    String shown = Legible.lines(text);
    elements.add(Link.builder().url(address.toString()).text(shown).build());
    json += ELEMENT + BlockKit.json(address.toString()) + BlockKit.json(shown);
    return this;
  }

  private void flush() {
    add(plain.toString(), Optional.empty());
    plain.setLength(0);
  }

  /** Slack takes no empty element. */
  private void add(String text, Optional<TextStyle> style) {
    if (!text.isEmpty()) {
      String shown = Legible.lines(text);
      elements.add(Text.builder().text(shown).style(style.orElse(null)).build());
      json += ELEMENT + BlockKit.json(shown);
    }
  }

  /** The block, how much JSON it is at most, and what notifications show of it. */
  BlockKit.Priced priced(String notice) {
    flush();
    RichTextSectionElement section =
        RichTextSectionElement.builder().elements(List.copyOf(elements)).build();
    return new BlockKit.Priced(
        RichTextBlock.builder().elements(List.of(section)).build(), json, notice);
  }
}

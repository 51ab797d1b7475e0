package dev.deskhand.slack;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.DatePickerElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.deskhand.bot.message.Form;
import dev.deskhand.content.InputType;
import dev.deskhand.slack.wire.FormState;
import dev.deskhand.slack.wire.ViewWire;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders a page of a form as a modal within its limits (https://docs.slack.dev/reference/views):
 * 100 blocks, 250 kB of JSON, 24 characters of title; 3,000 characters of an input, which Slack
 * keeps people from writing more in.
 */
final class FormView {
  private static final int MOST_BLOCKS = 50;
  private static final int MOST_JSON = 200_000;
  private static final int JSON_OF_FIELD = 600;
  private static final int JSON_OF_CHARACTER = 2;
  private static final int TITLE = 24;
  private static final int LABEL = 2_000;
  private static final int HINT = 2_000;
  private static final int SECTION = 3_000;
  static final int INPUT = 3_000;

  private FormView() {}

  /** The pages of a form, each small enough for a view; at least one. */
  static List<List<Form.Field>> pages(Form form) {
    List<List<Form.Field>> pages = new ArrayList<>();
    List<Form.Field> page = new ArrayList<>();
    int json = 0;
    int blocks = 0;
    for (Form.Field field : form.fields()) {
      int more = json(field);
      int height = 1 + whole(field).size();
      if (!page.isEmpty() && (blocks + height > MOST_BLOCKS || json + more > MOST_JSON)) {
        pages.add(List.copyOf(page));
        page.clear();
        json = 0;
        blocks = 0;
      }
      page.add(field);
      json += more;
      blocks += height;
    }
    pages.add(List.copyOf(page));
    return pages;
  }

  private static int json(Form.Field field) {
    int texts =
        Math.min(LABEL, label(field).length())
            + hint(field).length()
            + Math.min(INPUT, field.proposal().length());
    return JSON_OF_FIELD + JSON_OF_CHARACTER * texts + FieldMenu.json(field);
  }

  /** One of the pages. */
  static View of(Form form, FormState state) {
    List<List<Form.Field>> pages = pages(form);
    boolean isLast = state.page() == pages.size() - 1;
    return View.builder()
        .type("modal")
        .callbackId(ViewWire.FORM)
        .privateMetadata(state.encoded())
        .title(ViewTitle.builder().type("plain_text").text(title(form.title())).build())
        .submit(ViewSubmit.builder().type("plain_text").text(isLast ? "Send" : "Go on").build())
        .close(ViewClose.builder().type("plain_text").text("Cancel").build())
        .blocks(blocks(form, pages.get(state.page()), place(state.page(), pages.size())))
        .build();
  }

  private static String title(String text) {
    return text.isBlank() ? "…" : BlockKit.shortened(text, TITLE);
  }

  private static String place(int page, int pages) {
    return pages == 1 ? "" : "Page " + (page + 1) + " of " + pages;
  }

  private static List<LayoutBlock> blocks(Form form, List<Form.Field> page, String place) {
    List<LayoutBlock> blocks = new ArrayList<>();
    String whole = form.title().length() > TITLE ? form.title() : "";
    String head =
        String.join(
            "\n",
            List.of(whole, form.about(), place).stream().filter(it -> !it.isBlank()).toList());
    if (!head.isEmpty()) {
      blocks.add(SectionBlock.builder().text(plain(BlockKit.shortened(head, SECTION))).build());
    }
    for (Form.Field field : page) {
      whole(field).stream()
          .map(it -> SectionBlock.builder().text(plain(it)).build())
          .forEach(blocks::add);
      blocks.add(block(field));
    }
    return blocks;
  }

  private static List<String> whole(Form.Field field) {
    return Pieces.of(String.join("\n", FieldMenu.whole(field)), SECTION);
  }

  private static LayoutBlock block(Form.Field field) {
    InputBlock.InputBlockBuilder block =
        InputBlock.builder()
            .blockId(ViewWire.blockId(field.name()))
            .label(plain(BlockKit.shortened(label(field), LABEL)))
            .optional(field.fallback().isPresent())
            .element(element(field));
    String hint = hint(field);
    return hint.isEmpty() ? block.build() : block.hint(plain(hint)).build();
  }

  private static String label(Form.Field field) {
    return field.question().isBlank() ? field.name() : field.question();
  }

  private static String hint(Form.Field field) {
    String otherwise =
        field.fallback().map(value -> " If it is left empty: " + value + ".").orElse("");
    return BlockKit.shortened((field.hint() + otherwise).strip(), HINT);
  }

  private static BlockElement element(Form.Field field) {
    if (!field.type().listed().isEmpty()) {
      return FieldMenu.of(field);
    }
    return field.type() instanceof InputType.Day ? day(field) : text(field);
  }

  private static BlockElement day(Form.Field field) {
    DatePickerElement.DatePickerElementBuilder element =
        DatePickerElement.builder().actionId(ViewWire.FORM);
    try {
      return element.initialDate(LocalDate.parse(field.proposal()).toString()).build();
    } catch (DateTimeParseException _) {
      return element.build();
    }
  }

  private static BlockElement text(Form.Field field) {
    PlainTextInputElement.PlainTextInputElementBuilder element =
        PlainTextInputElement.builder()
            .actionId(ViewWire.FORM)
            .multiline(field.hasLines())
            .maxLength(INPUT);
    boolean fits = !field.proposal().isEmpty() && field.proposal().length() <= INPUT;
    return fits ? element.initialValue(field.proposal()).build() : element.build();
  }

  private static PlainTextObject plain(String text) {
    return PlainTextObject.builder().text(text).emoji(false).build();
  }
}

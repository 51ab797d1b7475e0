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
import java.util.stream.Stream;

/**
 * Renders a page of a form as a modal within its limits (https://docs.slack.dev/reference/views):
 * 100 blocks, 250 kB of JSON, 24 characters of title; 3,000 characters of an input, which Slack
 * keeps people from writing more in. What is too long for a label or a hint stands above its field
 * as a whole; what is said of the form stands on its first page.
 */
final class FormView {
  private static final int MOST_BLOCKS = 50;
  private static final int MOST_JSON = 200_000;
  private static final int JSON_OF_FIELD = 600;
  private static final int JSON_OF_CHARACTER = 2;
  private static final int TITLE = 24;
  private static final int LABEL = 2_000;

  /** Of a label that stands above its field as a whole. */
  private static final int SHORT = 150;

  private static final int HINT = 2_000;
  private static final int SECTION = 3_000;
  static final int INPUT = 3_000;

  private FormView() {}

  /** The pages of a form, each small enough for a view; at least one. */
  static List<List<Form.Field>> pages(Form form) {
    List<List<Form.Field>> pages = new ArrayList<>();
    List<Form.Field> page = new ArrayList<>();
    List<String> head = head(form);
    int json = JSON_OF_CHARACTER * head.stream().mapToInt(String::length).sum();
    int blocks = head.size();
    for (Form.Field field : form.fields()) {
      int more = json(field);
      int height = 1 + above(field).size();
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
        label(field).length() + hint(field).length() + Math.min(INPUT, field.proposal().length());
    return JSON_OF_FIELD * (1 + above(field).size())
        + JSON_OF_CHARACTER * texts
        + FieldMenu.json(field);
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
        .blocks(blocks(form, state, pages))
        .build();
  }

  private static String title(String text) {
    return text.isBlank() ? "…" : BlockKit.shortened(text, TITLE);
  }

  private static List<LayoutBlock> blocks(
      Form form, FormState state, List<List<Form.Field>> pages) {
    List<LayoutBlock> blocks = new ArrayList<>();
    if (state.page() == 0) {
      head(form).stream().map(FormView::section).forEach(blocks::add);
    }
    if (pages.size() > 1) {
      blocks.add(section("Page " + (state.page() + 1) + " of " + pages.size()));
    }
    for (Form.Field field : pages.get(state.page())) {
      above(field).stream().map(FormView::section).forEach(blocks::add);
      blocks.add(block(field));
    }
    return blocks;
  }

  /** What is said of the form, and its title where that is too long for the view's. */
  private static List<String> head(Form form) {
    String title = form.title().length() > TITLE ? form.title() : "";
    return Pieces.of((title + "\n" + form.about()).strip(), SECTION);
  }

  /** What is too long for a label, a hint or an option, as a whole. */
  private static List<String> above(Form.Field field) {
    String question = label(field).length() > LABEL ? label(field) : "";
    String hint = hint(field).length() > HINT ? hint(field) : "";
    return Stream.of(question, String.join("\n", FieldMenu.whole(field)), hint)
        .flatMap(it -> Pieces.of(it, SECTION).stream())
        .toList();
  }

  private static LayoutBlock section(String text) {
    return SectionBlock.builder().text(plain(text)).build();
  }

  private static LayoutBlock block(Form.Field field) {
    String label = label(field);
    InputBlock.InputBlockBuilder block =
        InputBlock.builder()
            .blockId(ViewWire.blockId(field.name()))
            .label(plain(label.length() <= LABEL ? label : BlockKit.shortened(label, SHORT)))
            .optional(field.fallback().isPresent())
            .element(element(field));
    String hint = hint(field);
    return hint.isEmpty() || hint.length() > HINT ? block.build() : block.hint(plain(hint)).build();
  }

  private static String label(Form.Field field) {
    return field.question().isBlank() ? field.name() : field.question();
  }

  private static String hint(Form.Field field) {
    String otherwise =
        field.fallback().map(value -> " If it is left empty: " + value + ".").orElse("");
    return (field.hint() + otherwise).strip();
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

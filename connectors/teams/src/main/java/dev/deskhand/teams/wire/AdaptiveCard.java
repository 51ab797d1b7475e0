package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.FrontDesk.Offered;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders a message as activities with an Adaptive Card 1.5 each, of at most 24,000 bytes of JSON:
 * Teams takes cards of 28 KB
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages).
 *
 * <p>What does not fit one card goes on in further ones; nothing is cut off. The buttons stand in
 * the first, so that replacing it takes them away; where they leave no room for what is said there,
 * that follows.
 */
public final class AdaptiveCard {
  static final String CONTENT_TYPE = "application/vnd.microsoft.card.adaptive";
  private static final int MOST_JSON = 24_000;

  /** Of a card that asks for itself as it is for each: what it shows travels twice. */
  private static final int MOST_JSON_TWICE = 11_500;

  private static final int LINE = 1_500;
  private static final int LINES_OF_A_FACT = 2;
  private static final int SUMMARY = 500;

  private AdaptiveCard() {}

  /** Who sees a card. */
  public enum Readers {
    ONE,
    /** Then each of them asks for it as it is for them. */
    SEVERAL
  }

  /** The JSON of at least one activity. */
  public static List<String> render(Message message, Readers readers, FileStock stock) {
    List<String> activities = new ArrayList<>(cards(message, readers, stock));
    if (readers == Readers.ONE) {
      message.files().forEach(file -> activities.add(FileCard.consent(file)));
    }
    return activities;
  }

  private static List<String> cards(Message message, Readers readers, FileStock stock) {
    List<ObjectNode> content = new ArrayList<>(text(message.text()));
    message.facts().forEach(fact -> content.addAll(fact(fact)));
    message.exhibits().forEach(it -> content.addAll(exhibit(it, readers, stock)));
    Menus.whole(message.buttons()).stream()
        .flatMap(it -> Lines.of(it, LINE).stream())
        .map(Runs::literal)
        .forEach(content::add);
    List<ObjectNode> buttons = Menus.elements(message.buttons());
    if (content.isEmpty() && buttons.isEmpty()) {
      content.add(Runs.literal("…"));
    }
    int reserved = buttons.stream().mapToInt(AdaptiveCard::size).sum();
    if (reserved > MOST_JSON) {
      content.addAll(buttons);
      return filled(new Sheet(message, List.of(), readers), content, 0);
    }
    return filled(new Sheet(message, buttons, readers), content, reserved);
  }

  /** A file is asked about below the card where one person reads it, and linked elsewhere. */
  private static List<ObjectNode> exhibit(Exhibit exhibit, Readers readers, FileStock stock) {
    if (exhibit instanceof Exhibit.Picture picture) {
      return List.of(Images.of(picture, readers, stock));
    }
    return exhibit instanceof Exhibit.File(Attachment file) && readers == Readers.SEVERAL
        ? List.of(Runs.linked(file.inWords(), stock.address(file)))
        : Exhibits.of(exhibit);
  }

  /** What the cards of a message have in common; only the first has buttons at its end. */
  private record Sheet(Message message, List<ObjectNode> buttons, Readers readers) {
    /** How much a card holds; the first one twice, if that is enough for its buttons. */
    int room(int number, int reserved) {
      return number == 0
              && readers == Readers.SEVERAL
              && !buttons.isEmpty()
              && reserved <= MOST_JSON_TWICE
          ? MOST_JSON_TWICE
          : MOST_JSON;
    }

    String activity(List<ObjectNode> body, int number) {
      if (number > 0 || buttons.isEmpty()) {
        return AdaptiveCard.activity(message, card(Json.array().addAll(body)));
      }
      List<ObjectNode> all = new ArrayList<>(body);
      all.addAll(buttons);
      ObjectNode card = card(Json.array().addAll(all));
      if (readers == Readers.SEVERAL && 2 * size(card) <= MOST_JSON) {
        SharedCard.offer(card, all);
      }
      return AdaptiveCard.activity(message, card);
    }
  }

  private static List<String> filled(Sheet sheet, List<ObjectNode> content, int reserved) {
    List<String> activities = new ArrayList<>();
    List<ObjectNode> body = new ArrayList<>();
    int json = reserved;
    for (ObjectNode element : content) {
      boolean isBegun = !body.isEmpty() || (activities.isEmpty() && reserved > 0);
      if (isBegun && json + size(element) > sheet.room(activities.size(), reserved)) {
        activities.add(sheet.activity(body, activities.size()));
        body.clear();
        json = 0;
      }
      body.add(element);
      json += size(element);
    }
    activities.add(sheet.activity(body, activities.size()));
    return activities;
  }

  private static int size(ObjectNode element) {
    return Json.size(element) + 1;
  }

  /** A card of these elements. */
  static ObjectNode card(ArrayNode body) {
    ObjectNode card =
        Json.object("AdaptiveCard")
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("version", "1.5");
    card.set("body", body);
    card.putObject("msteams").put("width", "Full");
    return card;
  }

  /** Something of the catalogue, for whatever conversation somebody puts it into. */
  static ObjectNode of(Offered offered) {
    ArrayNode body = Json.array();
    Lines.of(offered.title(), LINE).stream().map(Runs::label).forEach(body::add);
    text(offered.about()).forEach(body::add);
    Button start = new Button("Choose", Button.Style.PRIMARY, offered.start());
    body.add(
        Json.object("ActionSet")
            .set("actions", Json.array().add(Menus.form(start, start.label(), Venue.DIRECT))));
    return card(body);
  }

  private static String activity(Message message, ObjectNode card) {
    ObjectNode activity = Json.object("message").put("summary", summary(message));
    activity
        .putArray("attachments")
        .addObject()
        .put("contentType", CONTENT_TYPE)
        .set("content", card);
    return Json.text(activity);
  }

  /** What notifications show; the card says the same and more. */
  private static String summary(Message message) {
    String text = Runs.plain(message.text()).strip();
    return shortened(text.isEmpty() ? "…" : text, SUMMARY);
  }

  /** A line an element; an empty line is a gap before the next. */
  private static List<ObjectNode> text(String markdown) {
    List<ObjectNode> elements = new ArrayList<>();
    boolean gap = false;
    for (String line : Lines.of(markdown, LINE)) {
      if (line.isBlank()) {
        gap = !elements.isEmpty();
        continue;
      }
      ObjectNode element = Runs.line(line);
      elements.add(gap ? element.put("spacing", "Medium") : element);
      gap = false;
    }
    return elements;
  }

  /** The label beside the value; a long value goes on in rows without a label. */
  private static List<ObjectNode> fact(Fact fact) {
    List<ObjectNode> rows = new ArrayList<>();
    List<String> values = Lines.of(fact.value(), LINE);
    List<String> labels = Lines.of(fact.label(), LINE);
    int lines = Math.max(values.size(), labels.size());
    for (int from = 0; from < lines; from += LINES_OF_A_FACT) {
      ObjectNode row = Json.object("ColumnSet").put("spacing", "Small");
      row.putArray("columns")
          .add(column(1, slice(labels, from).stream().map(Runs::label).toList()))
          .add(column(2, slice(values, from).stream().map(Runs::literal).toList()));
      rows.add(row);
    }
    return rows;
  }

  private static List<String> slice(List<String> lines, int from) {
    return lines.stream()
        .skip(from)
        .limit(LINES_OF_A_FACT)
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static ObjectNode column(int width, List<ObjectNode> items) {
    ObjectNode column = Json.object("Column").put("width", width);
    column.putArray("items").addAll(items);
    return column;
  }

  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}

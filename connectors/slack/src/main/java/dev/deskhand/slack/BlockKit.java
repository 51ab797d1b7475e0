package dev.deskhand.slack;

import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.TextObject;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Fact;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders a message as Block Kit within its limits
 * (https://docs.slack.dev/reference/block-kit/blocks): 50 blocks a message, 3,000 characters a
 * section, 10 fields of 2,000, 25 buttons a block; and all blocks' JSON within about 13,200
 * characters, which is not documented.
 *
 * <p>What does not fit one message goes on in further ones; nothing is cut off. The buttons stand
 * in the first, so that replacing it takes them away; where they leave no room for what is said
 * there, that follows.
 */
final class BlockKit {
  private static final int MOST_BLOCKS = 50;
  private static final int MOST_JSON = 12_800;
  private static final int SECTION = 3_000;
  private static final int SHORT_FACT = 200;
  private static final int FIELDS = 10;
  private static final int FALLBACK = 3_000;
  static final int BRACES = 160;
  private static final int ADDRESS = 400;

  private BlockKit() {}

  /**
   * One message as Slack takes it.
   *
   * @param text what notifications show; the blocks say the same
   * @param words the same blocks with words in the place of pictures
   */
  record Part(List<LayoutBlock> blocks, String text, List<LayoutBlock> words) {
    Part {
      blocks = List.copyOf(blocks);
      words = List.copyOf(words);
    }

    /** One without pictures. */
    Part(List<LayoutBlock> blocks, String text) {
      this(blocks, text, blocks);
    }

    boolean hasPictures() {
      return !files().isEmpty();
    }

    /** The ids of Slack's files that it shows. */
    List<String> files() {
      return blocks.stream()
          .filter(ImageBlock.class::isInstance)
          .map(block -> ((ImageBlock) block).getSlackFile().getId())
          .toList();
    }

    Part inWords() {
      return new Part(words, text);
    }
  }

  /**
   * A block, how much JSON it is at most, and its text for notifications.
   *
   * @param words what may take the block's place
   */
  record Priced(LayoutBlock block, int json, String text, LayoutBlock words) {
    Priced(LayoutBlock block, int json, String text) {
      this(block, json, text, block);
    }
  }

  /** At least one part, with pictures in words. */
  static List<Part> render(Message message) {
    return render(message, PictureBlocks.NONE);
  }

  /** At least one part; as many, however the pictures are shown. */
  static List<Part> render(Message message, PictureBlocks pictures) {
    List<Priced> buttons = Menus.blocks(message.buttons());
    int json = buttons.stream().mapToInt(Priced::json).sum();
    boolean first = json <= MOST_JSON && buttons.size() <= MOST_BLOCKS;
    List<Priced> content = content(message, pictures);
    if (first) {
      return filled(content, buttons, json);
    }
    content.addAll(buttons);
    return filled(content, List.of(), 0);
  }

  /** The blocks of what stands in a view: as many as there are, with the buttons at the end. */
  static List<LayoutBlock> inView(Message message) {
    return Stream.concat(
            content(message, PictureBlocks.NONE).stream(), Menus.blocks(message.buttons()).stream())
        .map(Priced::block)
        .toList();
  }

  private static List<Priced> content(Message message, PictureBlocks pictures) {
    List<Priced> content = new ArrayList<>(sections(message.text()));
    content.addAll(facts(message.facts()));
    message.exhibits().forEach(it -> content.addAll(exhibit(it, pictures)));
    Menus.whole(message.buttons()).forEach(it -> content.addAll(raw(Pieces.of(it, SECTION))));
    if (content.isEmpty() && message.buttons().isEmpty()) {
      content.add(section("…"));
    }
    return content;
  }

  private static List<Part> filled(List<Priced> content, List<Priced> endOfFirst, int reserved) {
    List<Part> parts = new ArrayList<>();
    List<Priced> current = new ArrayList<>();
    int json = reserved;
    int room = MOST_BLOCKS - endOfFirst.size();
    for (Priced block : content) {
      boolean isBegun = !current.isEmpty() || (parts.isEmpty() && !endOfFirst.isEmpty());
      if (isBegun && (json + block.json() > MOST_JSON || current.size() == room)) {
        parts.add(part(current, parts.isEmpty() ? endOfFirst : List.of()));
        current.clear();
        json = 0;
        room = MOST_BLOCKS;
      }
      current.add(block);
      json += block.json();
    }
    parts.add(part(current, parts.isEmpty() ? endOfFirst : List.of()));
    return parts;
  }

  private static Part part(List<Priced> content, List<Priced> end) {
    List<Priced> all = new ArrayList<>(content);
    all.addAll(end);
    List<Priced> spoken = content.isEmpty() ? end : content;
    String text = spoken.stream().map(Priced::text).collect(Collectors.joining("\n"));
    return new Part(
        all.stream().map(Priced::block).toList(),
        shortened(text, FALLBACK),
        all.stream().map(Priced::words).toList());
  }

  private static List<Priced> sections(String markdown) {
    return Pieces.of(markdown, SECTION).stream().map(BlockKit::section).toList();
  }

  private static Priced section(String markdown) {
    String text = Mrkdwn.of(markdown);
    return new Priced(
        SectionBlock.builder().text(mrkdwn(text)).build(),
        BRACES + json(text),
        Mrkdwn.plain(markdown));
  }

  /** Short ones side by side, long ones below each other, in their order. */
  private static List<Priced> facts(List<Fact> facts) {
    List<Priced> blocks = new ArrayList<>();
    List<Fact> brief = new ArrayList<>();
    for (Fact fact : facts) {
      boolean isShort = Pieces.width(fact.label()) + Pieces.width(fact.value()) <= SHORT_FACT;
      if (!brief.isEmpty() && (!isShort || brief.size() == FIELDS)) {
        blocks.add(fields(brief));
        brief.clear();
      }
      if (isShort) {
        brief.add(fact);
      } else {
        blocks.addAll(longFact(fact));
      }
    }
    if (!brief.isEmpty()) {
      blocks.add(fields(brief));
    }
    return blocks;
  }

  private static Priced fields(List<Fact> facts) {
    List<TextObject> fields = new ArrayList<>();
    int json = BRACES;
    for (Fact fact : facts) {
      String text = headed(fact.label(), Mrkdwn.escaped(fact.value()));
      fields.add(mrkdwn(text));
      json += BRACES + json(text);
    }
    String plain = facts.stream().map(BlockKit::plain).collect(Collectors.joining("\n"));
    return new Priced(SectionBlock.builder().fields(fields).build(), json, plain);
  }

  private static List<Priced> longFact(Fact fact) {
    List<Priced> blocks = new ArrayList<>();
    int label = Pieces.width(fact.label()) + 3;
    if (label > SECTION / 2) {
      blocks.addAll(raw(Pieces.of(fact.label(), SECTION)));
      blocks.addAll(raw(Pieces.of(fact.value(), SECTION)));
      return blocks;
    }
    List<String> values = Pieces.of(fact.value(), SECTION - label);
    String first = headed(fact.label(), Mrkdwn.escaped(values.isEmpty() ? "" : values.getFirst()));
    blocks.add(priced(first));
    blocks.addAll(raw(values.stream().skip(1).toList()));
    return blocks;
  }

  private static List<Priced> raw(List<String> texts) {
    return texts.stream().map(text -> priced(Mrkdwn.escaped(text))).toList();
  }

  private static Priced priced(String text) {
    return new Priced(SectionBlock.builder().text(mrkdwn(text)).build(), BRACES + json(text), text);
  }

  private static String headed(String label, String value) {
    return label.isBlank() ? value + " " : "*" + Mrkdwn.escaped(label) + "*\n" + value;
  }

  private static String plain(Fact fact) {
    return Mrkdwn.escaped(fact.label()) + ": " + Mrkdwn.escaped(fact.value());
  }

  /** Where a file is, for whom it can't be sent to. */
  static Part link(Attachment file, URI address) {
    return new Part(
        List.of(SectionBlock.builder().text(mrkdwn(linked(file, address))).build()),
        Mrkdwn.escaped(file.inWords()) + " is in the portal.");
  }

  private static String linked(Attachment file, URI address) {
    return "<%s|%s> (%s) could not be sent here: it is in the portal."
        .formatted(address, Mrkdwn.escaped(file.name()), file.sizeInWords());
  }

  /** The same of several, in as many messages as it takes. */
  static List<Part> links(List<Attachment> files, FileStock stock) {
    return filled(
        files.stream().map(file -> link(file, linked(file, stock.address(file)))).toList(),
        List.of(),
        0);
  }

  private static Priced link(Attachment file, String text) {
    return new Priced(
        SectionBlock.builder().text(mrkdwn(text)).build(),
        BRACES + json(text),
        Mrkdwn.escaped(file.inWords()) + " is in the portal.");
  }

  /** Counted alike with and without its file. */
  private static Priced picture(Exhibit.Picture picture, PictureBlocks pictures) {
    String words = pictures.words(picture);
    LayoutBlock said = SectionBlock.builder().text(mrkdwn(words)).build();
    return new Priced(
        pictures.id(picture).<LayoutBlock>map(id -> PictureBlocks.image(id, picture)).orElse(said),
        2 * BRACES + 3 * json(Mrkdwn.escaped(picture.shows())) + ADDRESS,
        "[" + Mrkdwn.escaped(picture.shows()) + "]",
        said);
  }

  private static List<Priced> exhibit(Exhibit exhibit, PictureBlocks pictures) {
    if (exhibit instanceof Exhibit.Picture picture) {
      return List.of(picture(picture, pictures));
    }
    if (exhibit instanceof Exhibit.File(Attachment file)) {
      return sections("File: **" + file.name() + "** (" + file.sizeInWords() + ")");
    }
    List<Priced> blocks = new ArrayList<>();
    if (!exhibit.caption().isBlank()) {
      blocks.addAll(sections("**" + exhibit.caption() + "**"));
    }
    Preformatted.of(exhibit).forEach(text -> blocks.add(preformatted(text)));
    return blocks;
  }

  private static Priced preformatted(String text) {
    return new Priced(
        Preformatted.block(text), 2 * BRACES + json(text), Mrkdwn.escaped(text).strip());
  }

  /** Verbatim: Slack makes no links out of what looks like one. */
  private static MarkdownTextObject mrkdwn(String text) {
    return MarkdownTextObject.builder().text(text).verbatim(true).build();
  }

  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  static int json(String text) {
    return text.length() + (int) text.chars().filter(c -> c == '"' || c == '\\' || c < ' ').count();
  }
}

package dev.deskhand.slack;

import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.LayoutBlock;
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
 * (https://docs.slack.dev/reference/block-kit/blocks): 50 blocks a message, 25 buttons a block; and
 * all blocks' JSON within about 13,200 characters, which is not documented. A block of text has at
 * most the 3,000 characters that Slack takes in its other blocks.
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
  private static final int MOST_FACTS = 10;
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
    Menus.whole(message.buttons()).forEach(it -> content.addAll(literal(it)));
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
    return sections(markdown, SECTION);
  }

  /** In smaller pieces where marks alone would fill a message. */
  private static List<Priced> sections(String markdown, int most) {
    List<Priced> blocks = new ArrayList<>();
    for (String piece : Pieces.of(markdown, most)) {
      Priced block = section(piece);
      if (block.json() <= MOST_JSON / 2) {
        blocks.add(block);
      } else {
        blocks.addAll(sections(piece, most / 2));
      }
    }
    return blocks;
  }

  private static Priced section(String markdown) {
    return new RichText().markdown(markdown).priced(Notice.plain(markdown));
  }

  /** Short ones below each other in one block, long ones in their own, in their order. */
  private static List<Priced> facts(List<Fact> facts) {
    List<Priced> blocks = new ArrayList<>();
    List<Fact> brief = new ArrayList<>();
    for (Fact fact : facts) {
      boolean isShort = Pieces.width(fact.label()) + Pieces.width(fact.value()) <= SHORT_FACT;
      if (!brief.isEmpty() && (!isShort || brief.size() == MOST_FACTS)) {
        blocks.add(brief(brief));
        brief.clear();
      }
      if (isShort) {
        brief.add(fact);
      } else {
        blocks.addAll(longFact(fact));
      }
    }
    if (!brief.isEmpty()) {
      blocks.add(brief(brief));
    }
    return blocks;
  }

  private static Priced brief(List<Fact> facts) {
    RichText text = new RichText();
    String end = "";
    for (Fact fact : facts) {
      text.literal(end)
          .bold(fact.label())
          .literal((fact.label().isBlank() ? " " : ": ") + fact.value());
      end = "\n";
    }
    return text.priced(facts.stream().map(BlockKit::notice).collect(Collectors.joining("\n")));
  }

  private static List<Priced> longFact(Fact fact) {
    List<Priced> blocks = new ArrayList<>();
    List<String> labels = Pieces.of(fact.label(), SECTION / 2);
    labels.forEach(it -> blocks.add(new RichText().bold(it).priced(Notice.escaped(it))));
    blocks.addAll(literal(fact.value()));
    return blocks;
  }

  private static List<Priced> literal(String text) {
    return Pieces.of(text, SECTION).stream()
        .map(it -> new RichText().literal(it).priced(Notice.escaped(it)))
        .toList();
  }

  private static String notice(Fact fact) {
    return Notice.escaped(fact.label()) + ": " + Notice.escaped(fact.value());
  }

  /** Where a file is, for whom it can't be sent to. */
  static Part link(Attachment file, URI address) {
    Priced link = linked(file, address);
    return new Part(List.of(link.block()), link.text());
  }

  /** The same of several, in as many messages as it takes. */
  static List<Part> links(List<Attachment> files, FileStock stock) {
    return filled(
        files.stream().map(file -> linked(file, stock.address(file))).toList(), List.of(), 0);
  }

  private static Priced linked(Attachment file, URI address) {
    return new RichText()
        .link(address, file.name())
        .literal(" (" + file.sizeInWords() + ") could not be sent here: it is in the portal.")
        .priced(Notice.escaped(file.inWords()) + " is in the portal.");
  }

  /** Counted alike with and without its file. */
  private static Priced picture(Exhibit.Picture picture, PictureBlocks pictures) {
    String shows = Notice.escaped(picture.shows());
    LayoutBlock said = pictures.words(picture).priced(shows).block();
    return new Priced(
        pictures.id(picture).<LayoutBlock>map(id -> PictureBlocks.image(id, picture)).orElse(said),
        2 * BRACES + 3 * json(shows) + ADDRESS,
        "[" + shows + "]",
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
        Preformatted.block(text), 2 * BRACES + json(text), Notice.escaped(text).strip());
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

package dev.deskhand.audit.evidence;

import java.util.ArrayList;
import java.util.List;

/** Text with headings and items, for whatever prints it. */
public record Document(String title, List<Block> blocks) {
  public Document {
    blocks = List.copyOf(blocks);
  }

  /** A piece of it. */
  public sealed interface Block {
    /** What it says. */
    String text();

    /** Begins a part. */
    record Heading(String text) implements Block {}

    /** Begins a part of a part. */
    record Subheading(String text) implements Block {}

    /** Running text. */
    record Paragraph(String text) implements Block {}

    /** One of a list. */
    record Item(String text) implements Block {}
  }

  /** As CommonMark; what the audit says is shown as it is, whatever characters it has. */
  public String markdown() {
    StringBuilder out = new StringBuilder("# ").append(title).append("\n");
    Block before = new Block.Heading(title);
    for (Block block : blocks) {
      boolean goesOn = block instanceof Block.Item && before instanceof Block.Item;
      out.append(goesOn ? "" : "\n").append(markdown(block)).append('\n');
      before = block;
    }
    return out.toString();
  }

  private static String markdown(Block block) {
    String text = escaped(block.text());
    return switch (block) {
      case Block.Heading _ -> "## " + text;
      case Block.Subheading _ -> "### " + text;
      case Block.Paragraph _ -> text;
      case Block.Item _ -> "- " + text;
    };
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_\\[\\]<>#|])", "\\\\$1").replaceAll("\\R", " ");
  }

  /** Collects blocks. */
  static final class Builder {
    private final String title;
    private final List<Block> blocks = new ArrayList<>();

    Builder(String title) {
      this.title = title;
    }

    void heading(String text) {
      blocks.add(new Block.Heading(text));
    }

    void subheading(String text) {
      blocks.add(new Block.Subheading(text));
    }

    void paragraph(String text) {
      blocks.add(new Block.Paragraph(text));
    }

    void item(String text) {
      blocks.add(new Block.Item(text));
    }

    Document build() {
      return new Document(title, blocks);
    }
  }
}

package dev.deskhand.app.story;

import dev.deskhand.app.story.Story.Line;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code *.story.yaml} files. */
public final class StoryReader {
  /** How the name of a story's file ends. */
  public static final String ENDING = ".story.yaml";

  private static final Pattern PERSON =
      Pattern.compile(
          "([a-z][a-z0-9-]*) (opens a ticket|comments|takes|moves the ticket to|says|presses|cannot"
              + " press|sees|never saw)");

  private final Problems problems;

  private StoryReader(Problems problems) {
    this.problems = problems;
  }

  /** The story of a file; empty when it can't be read, and the problems say why. */
  public static Optional<Story> read(String file, String text, Problems problems) {
    StoryReader reader = new StoryReader(problems);
    return YamlReader.read(file, text, problems)
        .map(root -> reader.story(root.asMapping("a story", problems)));
  }

  private Story story(YamlMapping top) {
    top.allowOnly(problems, "story", "title", "lines");
    List<Line> lines = new ArrayList<>();
    for (YamlNode node : top.list("lines")) {
      YamlMapping line = node.asMapping("a line", problems);
      for (Map.Entry<String, YamlNode> entry : line.values().entrySet()) {
        line(entry.getKey(), entry.getValue()).ifPresent(lines::add);
      }
    }
    return new Story(top.text("story", problems), top.text("title", problems), lines);
  }

  private Optional<Line> line(String key, YamlNode value) {
    Matcher person = PERSON.matcher(key);
    if (person.matches()) {
      return Optional.of(line(person.group(1), person.group(2), value));
    }
    String text = value.asText("'" + key + "'", problems);
    return switch (key) {
      case "the ticket is" -> Optional.of(new Line.TicketIs(text));
      case "the internal note has" -> Optional.of(new Line.InternalNoteHas(text));
      case "the public note has" -> Optional.of(new Line.PublicNoteHas(text));
      case "the public notes lack" -> Optional.of(new Line.PublicNotesLack(text));
      case "it happens" -> Optional.of(new Line.Happens(text));
      case "the world" -> Optional.of(new Line.WorldIs(text));
      default -> {
        problems.add(
            value.at(),
            "'"
                + key
                + "': expected 'PERSON opens a ticket', '… comments', '… takes', '… moves the"
                + " ticket to', '… says', '… presses', '… cannot press', '… sees', '… never saw',"
                + " 'the ticket is', 'the internal note has', 'the public note has', 'the public"
                + " notes lack', 'it happens' or 'the world'");
        yield Optional.empty();
      }
    };
  }

  private Line line(String who, String verb, YamlNode value) {
    if (verb.equals("opens a ticket")) {
      YamlMapping ticket = value.asMapping("a ticket", problems);
      ticket.allowOnly(problems, "subject", "description");
      return new Line.OpensTicket(
          who,
          ticket.text("subject", problems),
          ticket.optionalText("description", problems).orElse(""));
    }
    String text = value.asText("'" + who + " " + verb + "'", problems);
    return switch (verb) {
      case "comments" -> new Line.Comments(who, text);
      case "takes" -> new Line.Takes(who);
      case "moves the ticket to" -> new Line.Moves(who, text);
      case "says" -> new Line.Says(who, text);
      case "presses" -> new Line.Presses(who, text);
      case "cannot press" -> new Line.CannotPress(who, text);
      case "sees" -> new Line.Sees(who, text);
      default -> new Line.NeverSaw(who, text);
    };
  }
}

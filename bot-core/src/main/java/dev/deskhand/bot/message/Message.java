package dev.deskhand.bot.message;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the bot says, for every surface to render in its own manner.
 *
 * @param text in the Markdown subset that all surfaces share: {@code **bold**}, {@code `code`},
 *     line breaks; what came from people or targets is escaped by the surface, never here
 * @param facts labels and values, shown as a short table
 * @param shown what stands below the facts as it is; see {@link #exhibits}
 * @param buttons as many as there is to choose from; see {@link dev.deskhand.bot.plan.Choices}
 */
public record Message(
    String text, List<Fact> facts, Optional<List<Exhibit>> shown, List<Button> buttons) {
  /** A label and a value. */
  public record Fact(String label, String value) {}

  /**
   * Something to press.
   *
   * @param label of any length; a surface that can't show all of it on the button says it beside
   */
  public record Button(String label, Style style, ButtonAction action) {
    /** How much it stands out. */
    public enum Style {
      PLAIN,
      PRIMARY,
      DANGER
    }

    public static Button plain(String label, ButtonAction action) {
      return new Button(label, Style.PLAIN, action);
    }
  }

  public Message {
    facts = List.copyOf(facts);
    shown = shown.map(List::copyOf);
    buttons = List.copyOf(buttons);
  }

  /** One without exhibits. */
  public Message(String text, List<Fact> facts, List<Button> buttons) {
    this(text, facts, Optional.empty(), buttons);
  }

  /** The same with this below its facts. */
  public Message showing(Exhibit... exhibits) {
    return new Message(
        text, facts, Optional.of(List.of(exhibits)).filter(it -> !it.isEmpty()), buttons);
  }

  /** Tables, what machines wrote, and files, in order. */
  public List<Exhibit> exhibits() {
    return shown.orElse(List.of());
  }

  /** The files among them, in order. */
  public List<Attachment> files() {
    return exhibits().stream()
        .flatMap(
            it -> it instanceof Exhibit.File(Attachment file) ? Stream.of(file) : Stream.empty())
        .toList();
  }

  public static Message text(String text) {
    return new Message(text, List.of(), List.of());
  }
}

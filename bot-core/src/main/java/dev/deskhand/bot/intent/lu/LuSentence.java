package dev.deskhand.bot.intent.lu;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Example.Mark;
import dev.deskhand.bot.intent.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one utterance with its entities: {@code restart {@service=nginx} on {host=web-01}}. */
final class LuSentence {
  private final String text;
  private final StringBuilder plain = new StringBuilder();
  private final List<Mark> marks = new ArrayList<>();
  private int at;
  private boolean isPattern;

  private LuSentence(String text) {
    this.text = text;
  }

  /** The sentence; empty for a pattern, which names an entity without a value. */
  static Optional<Example> read(String text) {
    LuSentence sentence = new LuSentence(text.strip());
    sentence.readUntilEnd(false);
    return sentence.isPattern || sentence.plain.toString().isBlank()
        ? Optional.empty()
        : Optional.of(new Example(sentence.plain.toString(), sentence.marks));
  }

  private void readUntilEnd(boolean isInside) {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        plain.append(text.charAt(at++));
      } else if (c == '{') {
        readEntity(isInside);
      } else if (c == '}' && isInside) {
        return;
      } else {
        plain.append(c);
      }
    }
  }

  /** Of entities inside each other the outer one counts. */
  private void readEntity(boolean isInside) {
    int equals = text.indexOf('=', at);
    int close = text.indexOf('}', at);
    if (equals < 0 || (close >= 0 && close < equals)) {
      isPattern = true;
      at = close < 0 ? text.length() : close + 1;
      return;
    }
    String name = text.substring(at, equals).strip().replaceFirst("^@", "").strip();
    at = equals + 1;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    int begin = plain.length();
    readUntilEnd(true);
    String surface = plain.substring(begin).stripTrailing();
    if (!isInside && !surface.isBlank()) {
      int end = begin + surface.length();
      marks.add(new Mark(begin, end, new Slot(slot(name), surface)));
    }
  }

  /** A name as slots have it: {@code hostName} becomes {@code host_name}; a role is dropped. */
  static String slot(String name) {
    return words(name.split(":", 2)[0]).replace(' ', '_');
  }

  /** A name as intents have it: {@code RestartService} becomes {@code restart-service}. */
  static String intent(String name) {
    return words(name).replace(' ', '-');
  }

  private static String words(String name) {
    return name.strip()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", " ")
        .strip();
  }
}

package dev.deskhand.bot.intent.lu;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .lu} files, in which LUIS and CLU export what they learnt: intents with their
 * utterances and entities, list entities with synonyms, and regular expressions. What else they
 * hold (questions and answers, prebuilt entities, models, phrase lists, imports) is passed over.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/bot-service/file-format/bot-builder-lu-file-format">
 *     the format</a>
 */
public final class LuReader {
  private static final Pattern INTENT = Pattern.compile("#+\\s*(.+)");
  private static final Pattern ITEM = Pattern.compile("(\\s*)[-*+]\\s*(.*)");
  private static final Pattern SEPARATOR = Pattern.compile("[,;]");
  private static final Pattern LIST =
      Pattern.compile("@\\s*list\\s+([\\w.-]+).*|\\$([\\w.-]+):(.+)=\\s*");
  private static final Pattern REGEX =
      Pattern.compile("@\\s*regex\\s+([\\w.-]+)\\s*=?\\s*/(.+)/|\\$([\\w.-]+):\\s*/(.+)/");

  private final Map<Intent, List<Example>> examples = new LinkedHashMap<>();
  private final Map<String, List<String>> lookups = new LinkedHashMap<>();
  private final Map<String, List<String>> patterns = new LinkedHashMap<>();
  private final Map<String, String> synonyms = new LinkedHashMap<>();
  private final List<String> passedOver = new ArrayList<>();
  private Section section = new Section.Other();
  private String canonical = "";

  /** What the lines that follow belong to. */
  private sealed interface Section {
    record OfIntent(Intent intent) implements Section {}

    record OfList(String slot) implements Section {}

    record Other() implements Section {}
  }

  /**
   * What a file holds.
   *
   * @param passedOver lines of utterances that teach nothing, since they name an entity without a
   *     value
   */
  public record Read(IntentCatalogue catalogue, List<String> passedOver) {
    public Read {
      passedOver = List.copyOf(passedOver);
    }
  }

  private LuReader() {}

  /** What a file's text holds; nothing in it is an error. */
  public static Read read(String text) {
    LuReader reader = new LuReader();
    text.lines().filter(line -> !line.strip().startsWith(">")).forEach(reader::line);
    return new Read(
        new IntentCatalogue(reader.examples, reader.lookups, reader.patterns, reader.synonyms),
        reader.passedOver);
  }

  private void line(String line) {
    Matcher item = ITEM.matcher(line);
    if (item.matches()) {
      item(item.group(1).length(), item.group(2).strip());
      return;
    }
    String plain = line.strip();
    Matcher intent = INTENT.matcher(plain);
    Matcher list = LIST.matcher(plain);
    Matcher regex = REGEX.matcher(plain);
    if (intent.matches()) {
      section = named(intent.group(1));
    } else if (regex.matches()) {
      boolean isNew = regex.group(1) != null;
      patterns
          .computeIfAbsent(
              LuSentence.slot(isNew ? regex.group(1) : regex.group(3)), _ -> new ArrayList<>())
          .add(isNew ? regex.group(2) : regex.group(4));
      section = new Section.Other();
    } else if (list.matches()) {
      boolean isNew = list.group(1) != null;
      String slot = LuSentence.slot(isNew ? list.group(1) : list.group(2));
      section = new Section.OfList(slot);
      canonical = "";
      if (!isNew) {
        value(slot, list.group(3));
      }
    } else if (!plain.isEmpty()) {
      section = new Section.Other();
    }
  }

  /** A heading that begins with a question mark asks for an answer, and is no intent. */
  private Section named(String heading) {
    String name = LuSentence.intent(heading);
    if (heading.startsWith("?") || name.isEmpty()) {
      return new Section.Other();
    }
    Intent intent = new Intent(Intent.Kind.RUNBOOK, name, name.replace('-', ' '));
    examples.computeIfAbsent(intent, _ -> new ArrayList<>());
    return new Section.OfIntent(intent);
  }

  private void item(int indent, String text) {
    switch (section) {
      case Section.OfIntent(Intent intent) -> {
        Optional<Example> example = LuSentence.read(text);
        example.ifPresentOrElse(
            it -> examples.computeIfAbsent(intent, _ -> new ArrayList<>()).add(it),
            () -> passedOver.add(text));
      }
      case Section.OfList(String slot) -> {
        if (text.endsWith(":") || (indent == 0 && canonical.isEmpty())) {
          value(slot, text.replaceFirst("\\s*:$", ""));
        } else {
          SEPARATOR
              .splitAsStream(text)
              .forEach(it -> synonyms.put(it.strip().toLowerCase(Locale.ROOT), canonical));
        }
      }
      case Section.Other() -> {}
    }
  }

  private void value(String slot, String value) {
    canonical = value.strip();
    lookups.computeIfAbsent(slot, _ -> new ArrayList<>()).add(canonical);
  }
}

package dev.deskhand.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.trees.GivenFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a form carries along while it is filled in, as a view's {@code private_metadata}. It goes to
 * Slack and comes back in a signed request; it gives nobody a right, for whoever sends the form is
 * asked about as always.
 *
 * @param action what the form is for
 * @param place where the bot answers: a view stands in no channel
 * @param page from 0
 * @param earlier what was said on the pages before
 * @param files of what the form is about; as many as there is room for
 */
public record FormState(
    ButtonAction action,
    SlackPlace place,
    int page,
    Map<String, String> earlier,
    List<GivenFile> files) {
  /** Characters, by https://docs.slack.dev/reference/views. */
  private static final int LONGEST = 3_000;

  /** So short a name says what a file is, where there are many. */
  private static final List<Integer> NAMES = List.of(120, 48, 20, 0);

  public FormState {
    earlier = Map.copyOf(earlier);
    files = List.copyOf(files);
  }

  /** The first page of a form that is about no files. */
  public static FormState first(ButtonAction action, SlackPlace place) {
    return new FormState(action, place, 0, Map.of(), List.of());
  }

  /** The same with these files, or with as many of them as Slack carries, their names shortened. */
  public FormState about(List<GivenFile> all) {
    for (int some = all.size(); some > 0; some--) {
      List<GivenFile> first = all.subList(0, some);
      for (int longest : NAMES) {
        FormState with = with(first.stream().map(it -> named(it, longest)).toList());
        if (with.encoded().length() <= LONGEST) {
          return with;
        }
      }
    }
    return this;
  }

  private FormState with(List<GivenFile> some) {
    return new FormState(action, place, page, earlier, some);
  }

  /** Its end stays, which tells the kind; without a name it has none of that either. */
  private static GivenFile named(GivenFile file, int longest) {
    String name = file.name().value();
    return GivenFile.of(
        file.place().subject(),
        name.substring(Math.max(0, name.length() - longest)),
        longest == 0 ? "" : file.mediaType(),
        file.size(),
        file.door(),
        file.place().value());
  }

  /** The state of the next page; empty where it would be too long for Slack. */
  public Optional<FormState> next(Map<String, String> said) {
    Map<String, String> all = new TreeMap<>(earlier);
    all.putAll(said);
    FormState next = new FormState(action, place, page + 1, all, files);
    return Optional.of(next).filter(it -> it.encoded().length() <= LONGEST);
  }

  /** As a view carries it. */
  public String encoded() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("action", action.encoded()).put("page", page);
    json.put("place", place.conversation().place());
    ObjectNode values = json.putObject("earlier");
    new TreeMap<>(earlier).forEach(values::put);
    if (!files.isEmpty()) {
      json.put("of", files.getFirst().place().subject());
      files.forEach(file -> write(file, json.withArray("files").addArray()));
    }
    return json.toString();
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws MalformedBodyException if it is something else
   */
  static FormState decode(String text) {
    try {
      JsonNode json = SlackBody.object(text);
      Map<String, String> earlier = new TreeMap<>();
      json.path("earlier")
          .properties()
          .forEach(entry -> earlier.put(entry.getKey(), entry.getValue().asText()));
      return new FormState(
          ButtonAction.decode(json.path("action").asText()),
          SlackPlace.of(new ConversationId(SlackPlace.PLATFORM, json.path("place").asText())),
          json.path("page").asInt(),
          earlier,
          json.path("files").valueStream().map(it -> file(it, json.path("of").asText())).toList());
    } catch (IllegalArgumentException _) {
      throw new MalformedBodyException("the form's private_metadata is not ours");
    }
  }

  private static void write(GivenFile file, ArrayNode into) {
    into.add(file.place().value()).add(file.size()).add(file.name().value());
    if (!file.mediaType().equals(GivenFile.UNKNOWN)) {
      into.add(file.mediaType());
    }
  }

  private static GivenFile file(JsonNode json, String subject) {
    return GivenFile.of(
        subject,
        json.path(2).asText(),
        json.path(3).asText(),
        json.path(1).asLong(),
        SlackPlace.PLATFORM,
        json.path(0).asText());
  }
}

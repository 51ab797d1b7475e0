package dev.deskhand.teams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.content.InputType;
import dev.deskhand.journal.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of forms against what Teams takes of a card. */
final class FormCardTest {
  private static final int LARGEST = 28 * 1024;
  private static final ButtonAction ACTION = ButtonAction.of("form", "r-1", "x".repeat(200));
  private static final List<String> LETTERS =
      List.of("x", "\"", "\n", "\u00fc", "\u0416", "\u6253", "\uD83D\uDD25", "\u0001", "\u2028");

  static LongStream seeds() {
    return Seeds.each(30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_page_fits_a_dialog_whatever_is_typed_into_it(long seed) {
    Random random = new Random(seed);
    Form form = form(random);

    assertThat(FormCard.fits(form)).isTrue();
    List<List<Form.Field>> pages = FormCard.pages(form);
    for (int page = 0; page < pages.size(); page++) {
      String letter = letter(random);
      FormState state = state(page, letter);
      JsonNode empty = card(form, state, Map.of(), Map.of());
      Map<String, String> typed = longest(pages.get(page), empty, letter);
      Map<String, String> unfit = new HashMap<>();
      typed.keySet().forEach(name -> unfit.put(name, "No: " + text(random, 3_000)));

      assertThat(Json.size(empty)).as("as it opens").isLessThan(LARGEST);
      assertThat(Json.size(card(form, state, typed, unfit)))
          .as("filled in with %s, and shown again", letter)
          .isLessThan(LARGEST);
    }
  }

  @Test
  void what_a_page_lets_somebody_type_is_there_when_it_is_shown_again() {
    for (int texts : List.of(1, 3, 9)) {
      Form form =
          new Form(
              ACTION,
              "Mend",
              "",
              IntStream.range(0, texts)
                  .mapToObj(it -> field("text" + it, new InputType.Text(Optional.empty()), "Why?"))
                  .toList());
      List<List<Form.Field>> pages = FormCard.pages(form);
      for (int page = 0; page < pages.size(); page++) {
        FormState state = state(page, "x");
        Map<String, String> typed =
            longest(pages.get(page), card(form, state, Map.of(), Map.of()), "\u6253");

        JsonNode again = card(form, state, typed, Map.of());

        assertThat(again.findValuesAsText("value")).containsAll(typed.values());
        assertThat(typed.values()).allMatch(it -> it.length() >= 500);
      }
    }
  }

  private static JsonNode card(
      Form form, FormState state, Map<String, String> said, Map<String, String> unfit) {
    return Json.read(FormCard.of(form, state, said, unfit).getBytes(StandardCharsets.UTF_8))
        .at("/task/value/card/content");
  }

  /** With as much on the earlier pages as is carried. */
  private static FormState state(int page, String letter) {
    FormState first = FormState.first(ACTION, Venue.DIRECT, "0".repeat(64));
    if (page == 0) {
      return first;
    }
    Map<String, String> earlier = Map.of();
    for (int more = 1; first.next(Map.of("a", letter.repeat(more))).isPresent(); more += 200) {
      earlier = Map.of("a", letter.repeat(more));
    }
    return new FormState(ACTION, Venue.DIRECT, "0".repeat(64), page, earlier);
  }

  /** As much as each input takes; of a list, its longest value. */
  private static Map<String, String> longest(List<Form.Field> page, JsonNode card, String letter) {
    Map<String, String> typed = new HashMap<>();
    for (Form.Field field : page) {
      for (JsonNode element : card.path("body")) {
        if (element.path("id").asText().equals(FormState.id(field.name()))) {
          int most = element.path("maxLength").asInt() / letter.length();
          typed.put(
              field.name(),
              most > 0 ? letter.repeat(most) : longest(field.type().listed()).orElse("2026-12-01"));
        }
      }
    }
    return typed;
  }

  private static Optional<String> longest(List<String> listed) {
    return listed.stream().max((a, b) -> Integer.compare(a.length(), b.length()));
  }

  private static Form form(Random random) {
    return new Form(
        ACTION,
        text(random, 200),
        text(random, 3_000),
        IntStream.rangeClosed(0, random.nextInt(12))
            .mapToObj(
                it ->
                    new Form.Field(
                        "input-" + it,
                        type(random),
                        text(random, 2_000),
                        text(random, 1_000),
                        Optional.of(text(random, 1_000)).filter(_ -> random.nextBoolean())))
            .toList());
  }

  private static Form.Field field(String name, InputType type, String question) {
    return new Form.Field(name, type, question, "", Optional.empty());
  }

  private static InputType type(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> new InputType.Whole();
      case 1 -> new InputType.Truth();
      case 2 -> new InputType.Day();
      case 3 -> new InputType.ListOf(new InputType.Host());
      case 4 ->
          new InputType.Choice(
              IntStream.rangeClosed(0, random.nextInt(60))
                  .mapToObj(it -> it + text(random, random.nextInt(3) * 2_000 + 100))
                  .toList());
      case 5 -> new InputType.PersonInput();
      default -> new InputType.Text(Optional.empty());
    };
  }

  private static String text(Random random, int most) {
    return letter(random).repeat(random.nextInt(most / 2));
  }

  private static String letter(Random random) {
    return LETTERS.get(random.nextInt(LETTERS.size()));
  }
}

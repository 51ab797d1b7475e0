package dev.deskhand.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.content.PictureFile;
import dev.deskhand.teams.wire.AdaptiveCard;
import dev.deskhand.teams.wire.AdaptiveCard.Readers;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pictures in cards. */
final class TeamsPicturesTest {
  private static final byte[] GIF =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
  private static final String HOSTILE =
      "<at>Bob</at> [a](https://evil.example) **b** \u202Egnp \"q\"";

  private final PracticeStock stock = new PracticeStock();
  private final PictureFile small = stock.keep(GIF);
  private final PictureFile middle = stock.keep(Arrays.copyOf(GIF, 5_000));
  private final PictureFile large = stock.keep(Arrays.copyOf(GIF, 500_000));

  private static Message message(PictureFile picture) {
    return new Message(
            "What does it show?",
            List.of(),
            List.of(Button.plain("Nothing", ButtonAction.of("answer", "w", "n"))))
        .showing(new Exhibit.Picture(HOSTILE, picture));
  }

  private String card(PictureFile picture, Readers readers) {
    List<String> cards = AdaptiveCard.render(message(picture), readers, stock);
    assertThat(cards).hasSize(1);
    return cards.getFirst();
  }

  @Test
  void a_small_picture_travels_in_the_card() {
    for (Readers readers : Readers.values()) {
      assertThat(card(small, readers))
          .contains("\"type\":\"Image\",\"url\":\"data:image/gif;base64,R0lGOD");
    }
    assertThat(card(middle, Readers.ONE)).contains("data:image/gif;base64,");
  }

  @Test
  void of_a_larger_one_the_card_has_an_address_that_needs_no_login() {
    stock.open();

    assertThat(card(large, Readers.ONE))
        .contains("\"url\":\"https://desk.example/pictures/" + large.sha256() + "?sign=")
        .doesNotContain("base64");
    assertThat(card(middle, Readers.SEVERAL))
        .as("a shared card has everything twice")
        .contains("https://desk.example/pictures/")
        .contains("\"refresh\"");
  }

  @Test
  void where_teams_does_not_reach_us_the_words_lead_to_the_portal() {
    assertThat(card(large, Readers.ONE))
        .contains("Picture: ", "https://desk.example/catalogue/pictures/" + large.sha256())
        .doesNotContain("\"Image\"");
  }

  @Test
  void one_that_the_catalogue_has_no_more_is_told_in_words() {
    stock.forget(small);

    assertThat(card(small, Readers.ONE))
        .contains("it is kept no more")
        .doesNotContain("\"Image\"", "catalogue/pictures");
  }

  @Test
  void hostile_words_are_words() {
    String shown = card(small, Readers.ONE);
    assertThat(shown)
        .contains(
            "\"altText\":\"<at>Bob</at> [a](https://evil.example) **b** \uFFFDgnp \\\"q\\\"\"")
        .doesNotContain("entities");
    stock.forget(small);
    assertThat(card(small, Readers.ONE)).contains("\"TextRun\",\"text\":\"Picture: <at>Bob");
  }

  @Test
  void many_pictures_keep_the_budget_of_each_card() {
    Exhibit[] many =
        IntStream.range(0, 9)
            .mapToObj(i -> new Exhibit.Picture("x".repeat(300), middle))
            .toArray(Exhibit[]::new);

    List<String> cards =
        AdaptiveCard.render(Message.text("Many").showing(many), Readers.ONE, stock);

    assertThat(cards).hasSize(3).allMatch(it -> it.length() < 28_000);
  }

  @Test
  void microsofts_renderer_and_schema_complain_of_nothing() {
    List<String> shown =
        Stream.of(Readers.values())
            .flatMap(
                readers -> Stream.of(small, middle, large).map(picture -> card(picture, readers)))
            .toList();
    stock.open();
    List<String> open = Stream.of(Readers.values()).map(readers -> card(large, readers)).toList();

    assertThat(MicrosoftCards.complaints(shown)).isEmpty();
    assertThat(MicrosoftCards.complaints(open)).isEmpty();
  }
}

package dev.deskhand.bot.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.EvidenceFiles;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Sha256;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Standing;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Walk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilesTest {
  private static final byte[] PNG = bytes("\u0089PNG\r\n\u001a\nthe rest of a picture");
  private static final NodeId PICTURE = new NodeId("picture");

  private final House house = new House();

  @Test
  void a_file_is_fetched_after_it_was_accepted_and_answers_the_question() {
    house.outside.lays("shelf-1", PNG);
    askForPicture();

    house.sends("ada", "d-2", "", file("error.png", "image/png", "shelf-1"));

    assertThat(house.outside.fetched()).isEmpty();
    house.settle();
    KeptFile kept = kept().getFirst();
    assertThat(kept.name().value()).isEqualTo("error.png");
    assertThat(kept.mediaType()).isEqualTo("image/png");
    assertThat(kept.size()).isEqualTo(PNG.length);
    assertThat(kept.sha256()).isEqualTo(HexFormat.of().formatHex(Sha256.of(PNG)));
    assertThat(walk().conclusion()).isPresent();
    assertThat(house.outside.last("ada").message().text()).contains("Thank you");
  }

  @Test
  void what_was_given_stands_in_the_resolution_and_in_the_audit() {
    house.outside.lays("shelf-1", PNG);
    askForPicture();

    house.sends("ada", "d-2", "this is it", file("error.png", "image/png", "shelf-1"));
    house.settle();

    assertThat(house.resolver.ofWalk(stored(), walk().conclusion().orElseThrow()).timeline())
        .anyMatch(it -> it.what().contains("error.png (29 bytes)"))
        .anyMatch(it -> it.what().contains("SHA-256 " + kept().getFirst().sha256()));
    assertThat(house.store.audit(House.TENANT, 0, 1_000))
        .extracting(AuditRecord::entry)
        .anyMatch(
            it ->
                it.action().equals("file-kept")
                    && it.consequence().artefacts().equals(List.of(kept().getFirst().sha256())));
  }

  @Test
  void what_a_question_shows_itself_stays_when_it_is_answered_and_is_noted_in_words() {
    Exhibit example = new Exhibit.Picture("Where the error stands", House.EXAMPLE);
    house.outside.lays("shelf-1", PNG);
    askForPicture();
    assertThat(house.outside.last("ada").message().exhibits()).containsExactly(example);

    house.sends("ada", "d-2", "", file("error.png", "image/png", "shelf-1"));
    house.settle();

    assertThat(house.outside.posts())
        .filteredOn(it -> it.replaces().isPresent())
        .singleElement()
        .satisfies(it -> assertThat(it.message().exhibits()).containsExactly(example))
        .satisfies(it -> assertThat(it.message().buttons()).isEmpty());
    assertThat(house.resolver.ofWalk(stored(), walk().conclusion().orElseThrow()).timeline())
        .anyMatch(it -> it.what().contains("Can you show me? [picture: Where the error stands]"));
  }

  @Test
  void the_giver_and_the_support_desk_read_it_and_nobody_else_does() {
    house.outside.lays("shelf-1", PNG);
    askForPicture();
    house.sends("ada", "d-2", "", file("error.png", "image/png", "shelf-1"));
    house.settle();

    assertThat(read("ada")).hasValueSatisfying(it -> assertThat(it.bytes()).contains(PNG));
    assertThat(read("sam")).hasValueSatisfying(it -> assertThat(it.bytes()).contains(PNG));
    assertThat(read("cleo")).isEmpty();
  }

  @Test
  void it_is_sealed_and_gone_once_its_giver_is_erased() {
    house.outside.lays("shelf-1", PNG);
    askForPicture();
    house.sends("ada", "d-2", "", file("error.png", "image/png", "shelf-1"));
    house.settle();
    String sealed = house.store.artefact(House.TENANT, kept().getFirst().artefact()).orElseThrow();
    assertThat(sealed).startsWith("p1:");
    assertThat(house.everythingStored()).doesNotContain("error.png", "shelf-1");

    house.keys.destroy(House.TENANT, "ada");

    assertThat(read("sam"))
        .hasValueSatisfying(
            it -> {
              assertThat(it.file().name().value()).isEqualTo("[erased]");
              assertThat(it.bytes()).isEmpty();
            });
  }

  @Test
  void the_same_delivery_twice_is_one_answer() {
    house.outside.lays("shelf-1", PNG);
    askForPicture();

    house.sends("ada", "d-2", "", file("error.png", "image/png", "shelf-1"));
    house.sends("ada", "d-2", "", file("error.png", "image/png", "shelf-1"));
    house.settle();

    assertThat(house.outside.fetched()).hasSize(1);
    assertThat(kept()).hasSize(1);
  }

  @Test
  void a_file_that_is_gone_is_told_and_the_question_stays_open() {
    askForPicture();

    house.sends("ada", "d-2", "", file("error.png", "image/png", "nowhere"));
    house.settle();

    assertThat(house.outside.last("ada").message().text())
        .contains("`error.png`", "not there any more", "still open");
    assertThat(walk().standing()).isInstanceOf(Standing.AwaitingAnswer.class);
    house.outside.lays("shelf-2", PNG);
    house.sends("ada", "d-3", "", file("again.png", "image/png", "shelf-2"));
    house.settle();
    assertThat(kept()).extracting(it -> it.name().value()).containsExactly("again.png");
  }

  @Test
  void a_file_that_is_too_large_is_refused_by_its_word_before_it_is_fetched() {
    askForPicture();

    house.sends(
        "ada",
        "d-2",
        "",
        GivenFile.of("ada", "dump.bin", "", House.FILE_LIMIT + 1, "shelf", "shelf-1"));
    house.settle();

    assertThat(house.outside.fetched()).isEmpty();
    assertThat(house.outside.last("ada").message().text())
        .contains("`dump.bin`", "100 bytes in all");
  }

  @Test
  void a_file_that_is_larger_than_it_says_is_refused_all_the_same() {
    house.outside.lays("shelf-1", new byte[House.FILE_LIMIT + 1]);
    askForPicture();

    house.sends("ada", "d-2", "", file("dump.bin", "", "shelf-1"));
    house.settle();

    assertThat(house.outside.last("ada").message().text()).contains("100 bytes in all");
    assertThat(walk().standing()).isInstanceOf(Standing.AwaitingAnswer.class);
  }

  @Test
  void of_several_files_those_count_that_can_be_had() {
    house.outside.lays("shelf-1", PNG);
    house.outside.lays("shelf-2", bytes("two"));
    askForPicture();

    house.sends(
        "ada",
        "d-2",
        "",
        file("one.png", "image/png", "shelf-1"),
        file("gone.txt", "text/plain", "nowhere"),
        file("two.txt", "text/plain", "shelf-2"));
    house.settle();

    assertThat(kept()).extracting(it -> it.name().value()).containsExactly("one.png", "two.txt");
    assertThat(house.outside.said("ada")).anyMatch(it -> it.contains("`gone.txt`"));
  }

  @Test
  void a_door_that_is_shut_for_a_moment_is_tried_again() {
    givesPictureWhileTheShelfIsShut();
    house.pass(Duration.ofSeconds(10));

    assertThat(kept()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_door_that_stays_shut_or_breaks_is_told_and_nothing_is_lost(boolean isBroken) {
    house.outside.closesShelf(
        () ->
            isBroken
                ? new IllegalStateException("a bug")
                : DeliveryFailedException.retry("the shelf is shut"),
        1_000);
    askForPicture();

    house.sends("ada", "d-2", "", file("error.png", "image/png", "shelf-1"));
    house.settle();
    house.pass(Duration.ofMinutes(1));
    house.pass(Duration.ofMinutes(2));

    assertThat(house.outside.last("ada").message().text()).contains("could not reach", "open");
    assertThat(walk().standing()).isInstanceOf(Standing.AwaitingAnswer.class);
  }

  @Test
  void a_file_that_nothing_asks_for_is_not_fetched_and_that_is_said() {
    house.outside.lays("shelf-1", PNG);

    house.sends("ada", "d-1", "", file("error.png", "image/png", "shelf-1"));
    house.sends("ada", "d-2", "the VPN is broken", file("error.png", "image/png", "shelf-1"));
    house.settle();

    assertThat(house.outside.fetched()).isEmpty();
    assertThat(house.outside.said("ada"))
        .filteredOn(it -> it.contains("did not open the file"))
        .hasSize(2);
    assertThat(house.outside.said("ada")).anyMatch(it -> it.contains("VPN client"));
  }

  @Test
  void words_beside_a_file_may_still_ask_for_a_person() {
    house.outside.lays("shelf-1", PNG);
    askForPicture();

    house.sends("ada", "d-2", "talk to a person", file("error.png", "image/png", "shelf-1"));
    house.settle();

    assertThat(house.outside.fetched()).isEmpty();
    assertThat(walk().conclusion()).isPresent();
  }

  @Test
  void a_name_or_a_link_still_answers_where_nothing_can_be_attached() {
    askForPicture();

    house.says("ada", "d-2", "https://example.org/error.png");
    house.settle();

    assertThat(answer()).isInstanceOf(Answer.Wrote.class);
  }

  @Test
  void what_came_by_the_chat_page_is_only_its_givers_to_give() {
    GivenFile given = house.uploads().keep(new PersonId("cleo"), "u-1", "a.png", "image/png", PNG);
    askForPicture();

    house.sends("ada", "d-2", "", given);
    house.settle();

    assertThat(house.outside.last("ada").message().text()).contains("not there any more");
  }

  @Test
  void what_came_by_the_chat_page_answers_like_any_other() {
    GivenFile given = house.uploads().keep(new PersonId("ada"), "u-1", "a.png", "image/png", PNG);
    house.uploads().keep(new PersonId("ada"), "u-1", "a.png", "image/png", PNG);
    askForPicture();

    house.sends("ada", "d-2", "", given);
    house.settle();

    assertThat(kept()).extracting(KeptFile::mediaType).containsExactly("image/png");
    assertThat(read("ada")).hasValueSatisfying(it -> assertThat(it.bytes()).contains(PNG));
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, application/octet-stream",
    "text/html, text/html",
    "IMAGE/SVG+XML, application/octet-stream",
    "'text/plain; charset=utf-8', text/plain",
    "'nonsense\r\nSet-Cookie: a', application/octet-stream"
  })
  void what_is_no_picture_does_not_become_one_by_its_word(String said, String kept) {
    house.outside.lays("shelf-1", bytes("<script>alert(1)</script>"));
    askForPicture();

    house.sends("ada", "d-2", "", file("a.png", said, "shelf-1"));
    house.settle();

    assertThat(kept().getFirst().mediaType()).isEqualTo(kept);
  }

  @Test
  void whoever_starts_over_while_files_are_awaited_is_asked_anew_and_they_answer_nothing() {
    givesPictureWhileTheShelfIsShut();

    house.says("ada", "d-3", "start over");
    house.settle();
    house.pass(Duration.ofSeconds(10));

    assertThat(walk().standing()).isInstanceOf(Standing.AwaitingAnswer.class);
    assertThat(walk().answers()).isEmpty();
    assertThat(house.outside.posts())
        .as("the question that was left shows no buttons any more")
        .filteredOn(it -> it.replaces().isPresent())
        .singleElement()
        .satisfies(it -> assertThat(it.message().buttons()).isEmpty());
    assertThat(house.outside.last("ada").message().text()).contains("Can you show me?");
    house.sends("ada", "d-4", "", file("other.png", "image/png", "shelf-1"));
    house.settle();
    assertThat(kept()).extracting(it -> it.name().value()).containsExactly("other.png");
  }

  private void askForPicture() {
    house.says("ada", "d-1", "a picture of it says more");
    house.settle();
    assertThat(walk().standing()).isInstanceOf(Standing.AwaitingAnswer.class);
  }

  private Optional<EvidenceFiles.Content> read(String person) {
    return house
        .evidence()
        .find(house.principal(person), walk().id(), HexFormat.of().formatHex(Sha256.of(PNG)));
  }

  private List<KeptFile> kept() {
    return answer() instanceof Answer.Attached(var files) ? files : List.of();
  }

  private Answer answer() {
    return Objects.requireNonNull(walk().answers().get(PICTURE)).answer();
  }

  private Walk walk() {
    return stored().walk();
  }

  private StoredWalk stored() {
    return house.walks.find(house.walks.recent(House.TENANT, 1).getFirst()).orElseThrow();
  }

  private static GivenFile file(String name, String mediaType, String place) {
    return GivenFile.of("unknown:web:office:ada", name, mediaType, 0, "shelf", place);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** For a moment. */
  private void givesPictureWhileTheShelfIsShut() {
    house.outside.lays("shelf-1", PNG);
    house.outside.closesShelf(() -> DeliveryFailedException.retry("the shelf is shut"), 1);
    askForPicture();
    house.sends("ada", "d-2", "", file("error.png", "image/png", "shelf-1"));
    house.settle();
    assertThat(walk().standing()).isInstanceOf(Standing.AwaitingFiles.class);
  }
}

package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlotFinderTest {
  private static SlotFinder finder;
  private static List<Intent> intents;

  @BeforeAll
  static void learn(@TempDir Path cache) throws IOException {
    IntentCatalogue catalogue = ShippedUtterances.read();
    intents = catalogue.intents();
    finder = new SlotFinder(catalogue, LearnedSlots.learn(catalogue, cache));
  }

  @Test
  void names_of_the_catalogue_are_found_in_their_canonical_form() {
    assertThat(find("restart the Print Server and NGINX"))
        .containsExactly(new Slot("service", "cups"), new Slot("service", "nginx"));
    assertThat(find("postgres is down")).containsExactly(new Slot("service", "postgresql"));
  }

  @Test
  void a_name_inside_a_longer_one_is_no_value() {
    assertThat(find("restart nginx-proxy")).isEmpty();
  }

  @Test
  void hosts_are_found_by_their_look() {
    Stream.of(
            "web-01", "vpn-gw-1", "vpn-gw-1.example.test", "10.20.0.99", "files.corp.example.test")
        .forEach(
            host ->
                assertThat(find("look at " + host + "."))
                    .as(host)
                    .containsExactly(new Slot("host", host)));
    assertThat(find("host db7 is slow")).containsExactly(new Slot("host", "db7"));
  }

  @Test
  void what_only_looks_a_little_like_a_host_is_none() {
    Stream.of("windows-11", "java.lang.IllegalStateException", "e.g. this", "mid-2026-roadmap")
        .forEach(text -> assertThat(names(text)).as(text).doesNotContain("host"));
  }

  @Test
  void tickets_and_error_codes_are_found_by_their_look() {
    assertThat(find("rt-42 says 0x80070005, then error 619"))
        .containsExactly(
            new Slot("ticket", "rt-42"),
            new Slot("error_code", "0x80070005"),
            new Slot("error_code", "619"));
  }

  @Test
  void an_address_fills_the_slot_that_the_examples_name() {
    assertThat(find("unlock jo.doe@example.test"))
        .containsExactly(new Slot("account", "jo.doe@example.test"));
  }

  @Test
  void accounts_that_were_never_seen_are_found_by_what_stands_before_them() {
    assertThat(find("unlock the account for tanaka"))
        .containsExactly(new Slot("account", "tanaka"));
    assertThat(find("please unlock user JSmith7")).containsExactly(new Slot("account", "JSmith7"));
    assertThat(find("unlock k.mueller")).containsExactly(new Slot("account", "k.mueller"));
  }

  @Test
  void ordinary_words_are_no_accounts() {
    Stream.of(
            "my account is locked",
            "unlock my user please",
            "account locked again",
            "unlock account and call me",
            "user cannot log in")
        .forEach(text -> assertThat(find(text)).as(text).isEmpty());
  }

  private static List<Slot> find(String text) {
    return finder.find(text, intents);
  }

  private static List<String> names(String text) {
    return find(text).stream().map(Slot::name).toList();
  }
}

package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read who call a command, rightly or wrongly. */
final class CommandLineTest {
  @TempDir private static Path home;

  @BeforeAll
  static void unpack() {
    Shipped.home(home);
  }

  private static Terminal.Answer call(String words) {
    return new Terminal(home)
        .call(
            Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new));
  }

  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().entrySet().stream()
        .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey);
  }

  @Test
  void without_a_command_it_says_what_there_is_and_where_to_begin() {
    Terminal.Answer answer = call("");

    assertThat(answer.code()).isZero();
    assertThat(answer.text())
        .contains("Usage: deskhand [-hV] COMMAND", "deskhand demo --story vpn");
    assertThat(commands()).allSatisfy(command -> assertThat(answer.text()).contains(command));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_explains_itself(String command) {
    Terminal.Answer answer = call("help " + command);

    assertThat(answer.code()).isZero();
    assertThat(answer.text()).contains("Usage: deskhand", command);
    assertThat(answer.text().lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serv",
        "check --confg x",
        "login",
        "demo --port many",
        "health nonsense",
        "audit evidence q3 --from x --to 2026-01-31",
        "audit",
        "audit verfy",
        "health a b"
      })
  void a_wrong_call_says_what_is_wrong_and_how_it_goes(String words) {
    Terminal.Answer answer = call(words);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.text())
        .containsAnyOf("Usage: deskhand", "Did you mean", "Possible solutions")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void a_story_that_is_not_there_leads_to_one_that_is() {
    Terminal.Answer answer = call("demo --story vnp");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text()).contains("no story is called 'vnp'").doesNotContain("\tat ");
  }

  @Test
  void a_story_is_played_in_a_practice_company_that_leaves_nothing() {
    Terminal.Answer answer = call("demo --story session");

    assertThat(answer.text()).contains("Everything in the story held");
    assertThat(answer.code()).isZero();
  }

  @Test
  void a_login_link_is_for_people_who_exist(@TempDir Path folder) {
    House.write(folder, "people.yaml", House.people(Map.of()));
    Path file = House.write(folder, "deskhand.yaml", "people: people.yaml\n");

    Terminal.Answer known = call("login ada --config " + file);
    Terminal.Answer unknown = call("login mallory --config " + file);

    assertThat(known.text()).startsWith("http://127.0.0.1:8080/login?token=");
    assertThat(known.code()).isZero();
    assertThat(unknown.text()).contains("nobody is called 'mallory'").doesNotContain("\tat ");
    assertThat(unknown.code()).isEqualTo(1);
  }

  @Test
  void where_no_server_answers_health_says_so() {
    Terminal.Answer answer = call("health http://127.0.0.1:9");

    assertThat(answer.text()).contains("no answer from http://127.0.0.1:9");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void the_version_is_told() {
    assertThat(call("version").text()).startsWith("deskhand ").contains("Java 25");
  }
}

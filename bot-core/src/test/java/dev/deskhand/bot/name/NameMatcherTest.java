package dev.deskhand.bot.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.name.NameMatcher.Match;
import dev.deskhand.bot.name.Names.Name;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom or what a name means. */
final class NameMatcherTest {
  private static final List<Name> PEOPLE =
      List.of(
          person("ada", "Ada Adler"),
          person("bob.berg", "Bob Berg"),
          person("bob.boe", "Bob Bø"),
          person("zoe", "Zoë Müller"),
          person("will", "Will Young"));
  private static final List<Name> HOSTS =
      List.of(new Name("vpn-gw-1", List.of()), new Name("vpn-gw-2", List.of()));

  private static Name person(String id, String name) {
    return new Name(id, List.of(name));
  }

  private static List<String> near(String said, List<Name> names) {
    return NameMatcher.match(said, NameIndex.of(names)) instanceof Match.Near(List<Name> near)
        ? near.stream().map(Name::id).toList()
        : List.of();
  }

  private static List<String> people(String sentence) {
    return NameMatcher.people(sentence, NameIndex.of(PEOPLE)).stream().map(Name::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "ada, ada",
    "Ada Adler, ada",
    "bob berg, bob.berg",
    "BERG, bob.berg",
    "zoe muller, zoe",
    "Müller, zoe"
  })
  void a_name_that_is_one_persons_is_known(String said, String id) {
    assertThat(NameMatcher.match(said, NameIndex.of(PEOPLE)))
        .isInstanceOfSatisfying(
            Match.Known.class, known -> assertThat(known.name().id()).isEqualTo(id));
  }

  @Test
  void between_two_nobody_guesses() {
    assertThat(near("bob", PEOPLE)).containsExactly("bob.berg", "bob.boe");
    assertThat(near("vpn-gw", HOSTS)).containsExactly("vpn-gw-1", "vpn-gw-2");
  }

  @Test
  void what_differs_in_its_marks_may_be_something_else() {
    List<Name> listed =
        Stream.of("c++", "vpn-users", "laptop-8").map(id -> new Name(id, List.of())).toList();

    assertThat(near("C#", listed)).containsExactly("c++");
    assertThat(near("c", listed)).containsExactly("c++");
    assertThat(near("vpn_users", listed)).containsExactly("vpn-users");
    assertThat(NameMatcher.match("C++", NameIndex.of(listed))).isInstanceOf(Match.Known.class);
    assertThat(NameMatcher.match("Laptop 8", NameIndex.of(listed))).isInstanceOf(Match.Known.class);
  }

  @Test
  void what_is_nearly_right_is_asked_about_even_where_it_is_one() {
    assertThat(near("Alder", PEOPLE)).containsExactly("ada");
    assertThat(near("Berk", PEOPLE)).contains("bob.berg");
    assertThat(near("vpn-gw-3", HOSTS)).containsExactly("vpn-gw-1", "vpn-gw-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "mreyes", "🙂🙂🙂", "a much longer text than any name could be"})
  void what_is_like_nothing_is_unknown(String said) {
    assertThat(NameMatcher.match(said, NameIndex.of(PEOPLE))).isInstanceOf(Match.Unknown.class);
  }

  @Test
  void a_sentence_names_people_where_it_says_so() {
    assertThat(people("please unlock the account of ada")).containsExactly("ada");
    assertThat(people("reset Zoë Müller, she is locked out")).containsExactly("zoe");
    assertThat(people("ada's password")).containsExactly("ada");
    assertThat(people("das Konto von Zoë")).containsExactly("zoe");
    assertThat(people("the account of bob")).containsExactly("bob.berg", "bob.boe");
    assertThat(people("will somebody unlock my account")).isEmpty();
    assertThat(people("it is for the printer")).isEmpty();
  }

  @Test
  void an_answer_of_thousands_of_words_is_no_name() {
    assertThat(NameMatcher.match("a ".repeat(50_000), NameIndex.of(PEOPLE)))
        .isInstanceOf(Match.Unknown.class);
  }

  @Test
  void single_names_of_a_directory_count_where_they_are_capitalised() {
    DirectoryNames directory = new DirectoryNames(Set.of());
    directory.take(
        Map.of("T.Home", List.of("Tilda Home"), "pwreset", List.of("Password Reset")), List.of());
    NameIndex all = NameIndex.of(PEOPLE).over(directory.people());

    assertThat(NameMatcher.people("I can't connect from home", all)).isEmpty();
    assertThat(NameMatcher.people("I need a password reset", all)).isEmpty();
    assertThat(NameMatcher.people("unlock the account of berg", all)).hasSize(1);
    for (String said : List.of("unlock the account of Home", "Tilda Home is locked out")) {
      assertThat(NameMatcher.people(said, all)).extracting(Name::id).containsExactly("t.home");
    }
  }

  @Test
  void who_is_in_both_lists_is_one_however_the_directory_writes_it() {
    DirectoryNames directory = new DirectoryNames(Set.of());
    directory.take(Map.of("ADA", List.of("Ada Adler"), "o'brien", List.of("Pat O")), List.of());
    NameIndex all = NameIndex.of(PEOPLE).over(directory.people());

    assertThat(NameMatcher.match("Ada Adler", all)).isInstanceOf(Match.Known.class);
    assertThat(all.withPlainId("o'brien")).as("nobody can have that id here").isEmpty();
  }
}

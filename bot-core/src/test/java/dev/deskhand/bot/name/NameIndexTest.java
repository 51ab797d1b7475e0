package dev.deskhand.bot.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.name.NameMatcher.Match;
import dev.deskhand.bot.name.Names.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names of a large directory. */
final class NameIndexTest {
  private static final int MANY = 40_000;
  private static final int TIMES = 1_000;
  private static final List<String> SYLLABLES =
      List.of("ba", "ren", "to", "mi", "kel", "sor", "an", "du", "vi", "lek", "no", "ra", "ste");

  private static NameIndex index;
  private static List<Name> all;

  @BeforeAll
  static void build() {
    Random random = new Random(1);
    all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String first = word(random);
      String last = word(random);
      all.add(new Name(first.charAt(0) + last + i, List.of(first + " " + last)));
    }
    all.add(new Name("zschmidt", List.of("Zacharias Schmidtmeier")));
    index = NameIndex.of(all);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
    }
    return word.toString();
  }

  private static Match match(String said) {
    return NameMatcher.match(said, index);
  }

  @Test
  void one_of_many_is_found_by_id_name_part_and_slip() {
    Name whole = all.getLast();

    assertThat(match("ZSchmidt")).isEqualTo(new Match.Known(whole));
    assertThat(match("zacharias schmidtmeier")).isEqualTo(new Match.Known(whole));
    assertThat(match("Schmidtmeier")).isEqualTo(new Match.Known(whole));
    assertThat(match("Schmidtmaeir")).isEqualTo(new Match.Near(List.of(whole)));
    assertThat(match("zschmitd")).isEqualTo(new Match.Near(List.of(whole)));
    assertThat(NameMatcher.people("unlock Zacharias Schmidtmeier please", index))
        .containsExactly(whole);
    assertThat(match("quite another")).isInstanceOf(Match.Unknown.class);
  }

  @Test
  void all_slips_of_one_letter_are_found() {
    String name = "schmidtmeier";
    for (int i = 0; i < name.length(); i++) {
      String without = name.substring(0, i) + name.substring(i + 1);
      String changed = name.substring(0, i) + "q" + name.substring(i + 1);
      assertThat(match(without)).as(without).isInstanceOf(Match.Near.class);
      assertThat(match(changed)).as(changed).isInstanceOf(Match.Near.class);
    }
  }

  @Test
  void a_look_up_among_many_costs_next_to_nothing() {
    long begun = System.nanoTime();
    for (int i = 0; i < TIMES; i++) {
      match("schmidtmaier");
      NameMatcher.people("the account of somebody who is called zschmidt is locked", index);
    }
    long micros = (System.nanoTime() - begun) / 1_000 / TIMES;

    assertThat(micros).isLessThan(5_000);
  }

  @Test
  void of_two_indexes_the_upper_one_counts() {
    NameIndex upper = NameIndex.of(List.of(new Name("zschmidt", List.of("Zach Schmidt"))));

    assertThat(NameMatcher.match("zschmidt", upper.over(index)))
        .isEqualTo(new Match.Known(new Name("zschmidt", List.of("Zach Schmidt"))));
    assertThat(NameMatcher.match("schmidtmeier", upper.over(index)))
        .isInstanceOf(Match.Known.class);
  }
}

package dev.deskhand.bot.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ColumnsTest {
  @Test
  void each_column_is_as_wide_as_its_widest_cell() {
    assertThat(lines(List.of(List.of("Restart it", "done"), List.of("Look", "to come"))))
        .containsExactly(
            "What        Stands", "----------  -------", "Restart it  done", "Look        to come");
  }

  @Test
  void a_table_without_rows_is_its_head() {
    assertThat(lines(List.of())).containsExactly("What  Stands", "----  ------");
  }

  @Test
  void what_is_wider_than_a_column_may_be_goes_on_below_at_a_space() {
    List<String> lines = lines(List.of(List.of("word ".repeat(20).strip(), "x")));

    assertThat(lines).hasSize(2 + 3);
    assertThat(lines.get(2)).isEqualTo("word ".repeat(8) + " x");
    assertThat(lines.get(4)).isEqualTo("word ".repeat(4).strip());
  }

  @Test
  void a_hundred_thousand_characters_of_every_kind_stay_whole_and_in_their_column() {
    String wide = "\uD83D\uDD25<*>`".repeat(20_000);

    List<String> lines = lines(List.of(List.of(wide, "end")));

    String column =
        lines.stream().skip(2).map(it -> it.replace("  end", "")).collect(Collectors.joining());
    assertThat(column).isEqualTo(wide);
    assertThat(lines).allMatch(it -> it.codePointCount(0, it.length()) <= 40 + 2 + 6);
  }

  @Test
  void a_cell_can_neither_end_its_row_nor_turn_it_round() {
    List<String> lines = lines(List.of(List.of("a\u202Eb\u0007\tc\nd\n\n", "x")));

    assertThat(lines.subList(2, lines.size())).containsExactly("a\uFFFDb\uFFFD c  x", "d");
  }

  @Test
  void rows_are_as_wide_as_the_table_says() {
    assertThatThrownBy(() -> lines(List.of(List.of("one"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Exhibit.Table("", List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Exhibit.Table("", List.of("x".repeat(61)), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> lines(List<List<String>> rows) {
    return Columns.of(new Exhibit.Table("", List.of("What", "Stands"), rows)).lines();
  }
}

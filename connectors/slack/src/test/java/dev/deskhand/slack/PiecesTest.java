package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PiecesTest {

  @Test
  void a_short_text_is_one_piece_and_a_blank_one_is_none() {
    assertThat(Pieces.of("one\n\ntwo", 100)).containsExactly("one\n\ntwo");
    assertThat(Pieces.of(" \n ", 100)).isEmpty();
  }

  @Test
  void lines_stay_whole_where_they_can() {
    assertThat(Pieces.of("aaaa\nbbbb\ncccc", 9)).containsExactly("aaaa\nbbbb", "cccc");
  }

  @Test
  void long_lines_are_cut_between_words_and_a_long_word_anywhere() {
    assertThat(Pieces.of("one two three", 9)).containsExactly("one two ", "three");
    assertThat(Pieces.of("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
  }

  @Test
  void of_code_blank_lines_stay_wherever_it_is_cut() {
    assertThat(Pieces.verbatim("a\n\n\nb\n", 100)).containsExactly("a\n\n\nb\n");
    assertThat(Pieces.verbatim("aaaa\n\n\n\nbbbb\n\ncc", 6))
        .containsExactly("aaaa\n\n", "\nbbbb\n", "cc");
    assertThat(Pieces.verbatim("", 100)).containsExactly(" ");
    String log = "x".repeat(40) + "\n\n\n";

    List<String> pieces = Pieces.verbatim(log.repeat(500), 300);

    assertThat(pieces).allSatisfy(piece -> assertThat(piece).isNotEmpty().hasSizeLessThan(301));
    assertThat(String.join("\n", pieces)).isEqualTo(log.repeat(500));
  }

  @Test
  void pieces_fit_once_they_are_escaped_and_nothing_gets_lost() {
    String text =
        IntStream.range(0, 900).mapToObj(i -> "<&>\uD83D\uDE00 " + i).collect(Collectors.joining());

    List<String> pieces = Pieces.of(text, 300);

    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces).allSatisfy(piece -> assertThat(Notice.plain(piece)).hasSizeLessThan(301));
    assertThat(pieces)
        .noneMatch(piece -> Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
  }
}

package dev.deskhand.trees;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GivenFileTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '../../etc/passwd', passwd
          'C:\\Users\\ada\\a b.png', a b.png
          'two\u0000\r\nlines.txt', twolines.txt
          'invoice\u202Efdp.exe', invoicefdp.exe
          'a\u200F\u2066b\uFEFF.txt', ab.txt
          '...hidden', hidden
          '', file
          '///', file
          '\u202E', file
          'wide\u00A0\u2003 space.txt', wide space.txt
          'Übersicht 中文.pdf', Übersicht 中文.pdf
          """)
  void a_name_is_one_line_that_reads_as_it_is_written(String said, String shown) {
    assertThat(GivenFile.nameOf(said)).isEqualTo(shown);
  }

  @Test
  void a_long_name_keeps_its_ending_and_no_half_characters() {
    String name = GivenFile.nameOf("𝒳".repeat(5_000) + ".png");

    assertThat(name).hasSizeLessThanOrEqualTo(120).endsWith("….png");
    assertThat(name.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    assertThat(GivenFile.nameOf("a." + "b".repeat(10_000))).hasSize(120).endsWith("…");
  }

  @Test
  void a_size_is_said_in_words() {
    assertThat(KeptFile.size(1)).isEqualTo("1 byte");
    assertThat(KeptFile.size(34_000)).isEqualTo("33 KiB");
    assertThat(KeptFile.size(10L << 20)).isEqualTo("10.0 MiB");
  }
}

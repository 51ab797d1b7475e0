package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "**bold** and `code`~bold and `code`",
        "`**not bold**`~`**not bold**`",
        "**half~**half",
        "`half~`half",
        "****~****",
        "a * b ** c~a * b ** c",
        "<!channel> & <https://evil.example|bank>~&lt;!channel&gt; &amp;"
            + " &lt;https://evil.example|b",
        "**<b>** `<c>`~&lt;b&gt; `&lt;c&gt;`",
        "&lt;~&amp;lt;"
      })
  void bold_loses_its_marks_and_all_else_is_escaped(String markdown, String expected) {
    assertThat(Notice.plain(markdown)).startsWith(expected);
  }

  @Test
  void no_hostile_text_gets_a_bracket_through() {
    String hostile = "<@U1> **<!here>** `<#C1|x>` &<>& **`<a>`** ``<b>`` ***<c>***";

    assertThat(Notice.plain(hostile)).doesNotContain("<", ">");
    assertThat(Notice.escaped(hostile)).doesNotContain("<", ">");
  }

  @Test
  void spans_end_with_their_line_and_control_characters_are_shown_as_such() {
    assertThat(Notice.plain("**a\nb**")).isEqualTo("**a\nb**");
    assertThat(Notice.plain("a\u0000\u001b[31mb\tc")).isEqualTo("a\uFFFD\uFFFD[31mb\tc");
  }
}

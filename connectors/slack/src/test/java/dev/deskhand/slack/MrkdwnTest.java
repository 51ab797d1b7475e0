package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrkdwnTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "**bold** and `code`~*bold* and `code`",
        "`**not bold**`~`**not bold**`",
        "**half~**half",
        "`half~`half",
        "****~****",
        "a * b ** c~a * b ** c",
        "<!channel> & <https://evil.example|bank>~&lt;!channel&gt; &amp;"
            + " &lt;https://evil.example|b",
        "**<b>** `<c>`~*&lt;b&gt;* `&lt;c&gt;`",
        "&lt;~&amp;lt;"
      })
  void the_subset_becomes_slacks_markup_and_all_else_is_escaped(String markdown, String expected) {
    assertThat(Mrkdwn.of(markdown)).startsWith(expected);
  }

  @Test
  void no_hostile_text_gets_a_bracket_through() {
    String hostile = "<@U1> **<!here>** `<#C1|x>` &<>& **`<a>`** ``<b>`` ***<c>***";

    assertThat(Mrkdwn.of(hostile)).doesNotContain("<", ">");
    assertThat(Mrkdwn.plain(hostile)).doesNotContain("<", ">");
    assertThat(Mrkdwn.escaped(hostile)).doesNotContain("<", ">");
  }

  @Test
  void spans_end_with_their_line_and_control_characters_are_shown_as_such() {
    assertThat(Mrkdwn.of("**a\nb**")).isEqualTo("**a\nb**");
    assertThat(Mrkdwn.of("a\u0000\u001b[31mb\tc")).isEqualTo("a\uFFFD\uFFFD[31mb\tc");
  }
}

package dev.deskhand.desks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HtmlTextTest {

  @Test
  void paragraphs_lines_and_signs_are_read_as_people_read_them() {
    assertThat(HtmlText.of("<p>hello <b>world</b> &amp; more</p><p>second</p>"))
        .isEqualTo("hello world & more\n\nsecond");
    assertThat(
            HtmlText.of("<div>eins&nbsp;&uuml;ber\n   zwei<br>drei &#128512; &rsquo;x&#x27;</div>"))
        .isEqualTo("eins über zwei\ndrei 😀 ’x'");
    assertThat(HtmlText.of("<ul><li>a<li>b</ul><table><tr><td>1</td><td>2</td></tr></table>"))
        .isEqualTo("a\nb\n\n1 2");
    assertThat(HtmlText.of("&szlig;&yuml;&bogus;&lt;b&gt;")).isEqualTo("ßÿ&bogus;<b>");
  }

  @Test
  void what_nobody_sees_is_left_out() {
    assertThat(
            HtmlText.of(
                "<!DOCTYPE html><html><head><style>p"
                    + " {a:b}</style><title>t</title></head><body>x<!-- deskhand:0 <p>no</p>"
                    + " --><SCRIPT>if (a < b) {}</Script>y</body></html>"))
        .isEqualTo("xy");
  }

  @Test
  void what_is_quoted_is_told_apart() {
    assertThat(
            HtmlText.of(
                "<p>Yes.</p><blockquote><p>Shall I?</p><blockquote>Do!</blockquote></blockquote>z"))
        .isEqualTo("Yes.\n\n> Shall I?\n\n> > Do!\n\nz");
  }

  @Test
  void anything_is_taken() {
    assertThat(HtmlText.of("a < b & c <3 <")).isEqualTo("a < b & c <3 <");
    assertThat(HtmlText.of("x<!-- y")).isEqualTo("x");
    assertThat(HtmlText.of("x</blockquote><p")).isEqualTo("x");
    assertThat(HtmlText.of("&#99999999;&#xffffff;&#0;")).isEqualTo("\ufffd\ufffd");
    for (String part :
        List.of("<", "<!--", "<style>", "<p>", "&", "&#", "<a b='", "<blockquote>x")) {
      assertThat(HtmlText.of(part.repeat(100_000))).isNotNull();
    }
  }
}

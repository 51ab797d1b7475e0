package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void the_longest_value_is_shown_whole() {
    String longest = "ab".repeat(5_000);

    assertThat(Html.told(longest)).isEqualTo("<bdi>" + longest + "</bdi>");
  }

  @Test
  void a_page_says_how_much_it_does_not_show() {
    assertThat(Html.told("a".repeat(100_007))).endsWith("a… (7 more characters)</bdi>");
  }

  @Test
  void what_is_said_changes_nothing_around_it() {
    assertThat(Html.told("</bdi><script>{{x}}\u0000"))
        .isEqualTo("<bdi>&lt;/bdi&gt;&lt;script&gt;&#123;&#123;x}}\uFFFD</bdi>");
  }
}

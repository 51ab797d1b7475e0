package dev.deskhand.runbooks.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.journal.Seeds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret that was handed out comes back, in whatever form. */
final class RedactorTest {
  private final Redactor redactor = new Redactor(reference -> reference);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2!",
        "a b/c+d?e=f&g",
        "line one\nline two\ttab",
        "quote\"back\\slash/",
        "schlüßel-ñ",
        "$1\\E.*"
      })
  void a_secret_is_found_in_every_form(String secret) {
    redactor.resolve(secret);
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String json =
        secret
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\t", "\\t");

    for (String form :
        new String[] {
          secret,
          Base64.getEncoder().encodeToString(bytes),
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
          url,
          url.replace("+", "%20"),
          json,
        }) {
      assertThat(redactor.clean("before " + form + " after"))
          .as(form)
          .isEqualTo("before [redacted] after");
    }
  }

  @Test
  void a_secret_is_found_in_a_url_with_small_digits() {
    redactor.resolve("a/b+c?d=e");

    assertThat(redactor.clean("?key=a%2fb%2bc%3fd%3de&x")).isEqualTo("?key=[redacted]&x");
  }

  @Test
  void a_secret_is_found_inside_the_base64_of_a_longer_text() {
    redactor.resolve("correct horse battery");

    for (String user : new String[] {"a", "ab", "abc", "service"}) {
      String header = encoded(user + ":correct horse battery");
      String left = redactor.clean("Basic " + header).substring("Basic ".length());

      assertThat(left).contains("[redacted]");
      assertThat(left.replace("[redacted]", "").length()).isLessThan(user.length() * 2 + 8);
    }
  }

  @Test
  void a_secret_that_a_step_makes_is_kept_and_taken_out_as_well() {
    Redactor keeping =
        new Redactor(
            new Secrets() {
              @Override
              public String resolve(String reference) {
                return reference;
              }

              @Override
              public String keep(OneTimeSecret secret) {
                return "token-1";
              }
            });

    String token = keeping.keep(new OneTimeSecret("run-1.password", "correct horse"));

    assertThat(token).isEqualTo("token-1");
    assertThat(keeping.clean("set to correct horse")).isEqualTo("set to [redacted]");
    assertThat(new OneTimeSecret("run-1.password", "correct horse").toString())
        .isEqualTo("the one-time secret of run-1.password");
  }

  @Test
  void what_one_hands_out_the_other_takes_out_as_well() {
    Redactor other = redactor.handingOut(reference -> reference);

    redactor.resolve("correct horse");

    assertThat(other.clean("I heard correct horse")).isEqualTo("I heard [redacted]");
  }

  @Test
  void a_secret_is_found_in_hexadecimal_digits_and_in_an_excerpt_that_cuts_it() {
    redactor.resolve("correct horse battery");

    assertThat(redactor.clean("636f727265637420686f7273652062617474657279"))
        .isEqualTo("[redacted]");
    assertThat(redactor.clean("500 it was correct horse b…")).isEqualTo("500 it was [redacted]…");
  }

  @Test
  void many_secrets_cost_little_more_than_few() {
    for (int i = 0; i < 2_000; i++) {
      redactor.resolve("secret-number-" + i);
    }

    String clean = redactor.clean("nothing to see here, secret-number-7, ".repeat(5_000));

    assertThat(clean).doesNotContain("secret-number").contains("[redacted], ");
  }

  @Test
  void an_installation_without_a_place_for_them_keeps_no_secrets() {
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> redactor.keep(new OneTimeSecret("run-1.password", "correct horse")))
        .withMessageContaining("one-time");
  }

  @Test
  void a_secret_across_joined_parts_is_found_since_the_whole_text_is_cleaned() {
    redactor.resolve("correct horse battery");

    assertThat(redactor.clean("corr" + "ect horse" + " battery")).isEqualTo("[redacted]");
  }

  @Test
  void a_secret_that_was_cut_in_its_middle_is_not_left_in_halves() {
    redactor.resolve("correct horse battery");

    assertThat(redactor.clean("it says: correct horse b")).isEqualTo("it says: [redacted]");
    assertThat(redactor.clean("it says: correct horse b\n[cut: 77 more bytes]"))
        .isEqualTo("it says: [redacted]\n[cut: 77 more bytes]");
    assertThat(redactor.clean("it is correct")).isEqualTo("it is correct");
  }

  @Test
  void a_key_is_found_line_by_line() {
    String key = "-----BEGIN KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ\nabc\n-----END KEY-----";
    redactor.resolve(key);

    assertThat(redactor.clean("  1: MC4CAQAwBQYDK2VwBCIEIJ\n")).isEqualTo("  1: [redacted]\n");
    assertThat(redactor.clean("abc")).isEqualTo("abc");
  }

  @Test
  void of_overlapping_secrets_none_is_left_in_halves() {
    redactor.resolve("pass");
    redactor.resolve("password");

    assertThat(redactor.clean("password pass")).isEqualTo("[redacted] [redacted]");
  }

  @Test
  void what_was_not_handed_out_stays() {
    assertThat(redactor.clean("correct horse battery")).isEqualTo("correct horse battery");
  }

  @Test
  void a_text_beyond_a_mebibyte_is_cut_with_a_mark_after_it_was_cleaned() {
    redactor.resolve("correct horse battery");
    String text = "x".repeat((1 << 20) - 5) + "correct horse battery" + "y".repeat(100);

    String clean = redactor.clean(text);

    assertThat(clean).doesNotContain("corre").contains("[cut: 105 more characters]");
  }

  @Test
  void what_no_database_keeps_is_replaced() {
    assertThat(redactor.clean("a\0b \uD83D")).isEqualTo("a\uFFFDb ?");
  }

  @Test
  void a_secret_is_taken_out_wherever_a_stream_is_parted() {
    redactor.resolve("correct horse");
    redactor.resolve("horse battery");
    redactor.resolve("aaaa");
    String text =
        "so correct horse battery, and aaaaaa, but correct hors " + encoded("correct horse");
    String whole = redactor.clean(text);

    for (long seed : Seeds.each(250).toArray()) {
      Random random = new Random(seed);
      StringBuilder told = new StringBuilder();
      try (Redactor.Told out = redactor.telling(told::append)) {
        int at = 0;
        while (at < text.length()) {
          int end = Math.min(text.length(), at + 1 + random.nextInt(9));
          out.text(text.substring(at, end));
          at = end;
        }
      }

      assertThat(told.toString()).as("seed " + seed).isEqualTo(whole);
    }
    assertThat(whole).isEqualTo("so [redacted], and [redacted], but correct hors [redacted]");
  }

  @Test
  void what_can_be_no_secret_is_told_at_once_and_nothing_after_the_end() {
    redactor.resolve("correct horse");
    StringBuilder told = new StringBuilder();
    Redactor.Told out = redactor.telling(told::append);

    out.text("a line\nthe corr");
    assertThat(told.toString()).isEqualTo("a line\nthe ");
    out.text("idor");
    assertThat(told.toString()).isEqualTo("a line\nthe corridor");
    out.close();
    out.text("late");
    assertThat(told.toString()).isEqualTo("a line\nthe corridor");
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

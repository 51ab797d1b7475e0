package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSignatureTest {
  /** The example of Slack's documentation. */
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

  private static final long TIME = 1531420618;
  private static final String SIGNATURE =
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
  private static final byte[] BODY =
      ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
              + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
              + "&command=%2Fwebhook-collect&text="
              + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
              + "%2F96rGlfmibIGlgcZRskXaIFfN"
              + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
          .getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(longs = {0, 300, -300})
  void a_right_signature_holds_for_five_minutes_either_way(long age) {
    assertThat(at(age).verify(BODY, Long.toString(TIME), SIGNATURE)).isPresent();
  }

  @Test
  void a_request_is_known_again_by_its_time_and_the_digest_of_its_signature() {
    assertThat(at(0).verify(BODY, Long.toString(TIME), SIGNATURE))
        .hasValue(TIME + "-" + Sha256.hex(SIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(longs = {301, -301, 86_400})
  void beyond_five_minutes_it_is_refused_either_way(long age) {
    assertThat(at(age).verify(BODY, Long.toString(TIME), SIGNATURE)).isEmpty();
  }

  @Test
  void while_the_secret_is_changed_both_are_accepted_and_no_third() {
    for (String pair : List.of(SECRET + "\nanother-secret", "another-secret\n" + SECRET + "\n")) {
      SlackSignature both = new SlackSignature(pair, () -> Instant.ofEpochSecond(TIME));
      assertThat(both.verify(BODY, Long.toString(TIME), SIGNATURE))
          .isEqualTo(at(0).verify(BODY, Long.toString(TIME), SIGNATURE));
    }
    SlackSignature others =
        new SlackSignature("another-secret\na third one", () -> Instant.ofEpochSecond(TIME));
    assertThat(others.verify(BODY, Long.toString(TIME), SIGNATURE)).isEmpty();
  }

  @Test
  void each_changed_byte_of_the_body_is_noticed() {
    SlackSignature signature = at(0);

    for (int i = 0; i < BODY.length; i++) {
      byte[] changed = BODY.clone();
      changed[i] ^= 1;
      assertThat(signature.verify(changed, Long.toString(TIME), SIGNATURE)).isEmpty();
    }
  }

  @Test
  void each_changed_character_of_the_signature_is_noticed() {
    for (int i = 0; i < SIGNATURE.length(); i++) {
      String changed =
          SIGNATURE.substring(0, i) + (char) (SIGNATURE.charAt(i) ^ 1) + SIGNATURE.substring(i + 1);
      assertThat(at(0).verify(BODY, Long.toString(TIME), changed)).isEmpty();
    }
  }

  @Test
  void what_is_missing_or_has_another_form_is_refused() {
    String time = Long.toString(TIME);

    assertThat(at(0).verify(BODY, null, SIGNATURE)).isEmpty();
    assertThat(at(0).verify(BODY, time, null)).isEmpty();
    assertThat(at(0).verify(BODY, "", SIGNATURE)).isEmpty();
    assertThat(at(0).verify(BODY, "+" + time, SIGNATURE)).isEmpty();
    assertThat(at(0).verify(BODY, "0" + time, SIGNATURE)).isEmpty();
    assertThat(at(0).verify(BODY, "9".repeat(40), SIGNATURE)).isEmpty();
    assertThat(at(0).verify(BODY, time, SIGNATURE.toUpperCase(Locale.ROOT))).isEmpty();
    assertThat(at(0).verify(BODY, time, SIGNATURE.substring(3))).isEmpty();
    assertThat(at(0).verify(BODY, time, SIGNATURE + "0")).isEmpty();
    assertThat(at(0).verify(BODY, time, "")).isEmpty();
  }

  @Test
  void a_replay_is_known_by_the_same_and_the_signature_is_no_part_of_it() {
    String first = at(0).verify(BODY, Long.toString(TIME), SIGNATURE).orElseThrow();
    String replayed = at(60).verify(BODY, Long.toString(TIME), SIGNATURE).orElseThrow();

    assertThat(replayed).isEqualTo(first).matches("[0-9]{10}-[0-9a-f]{64}");
    assertThat(first).doesNotContain(SIGNATURE.substring(3));
  }

  private static SlackSignature at(long age) {
    return new SlackSignature(SECRET, () -> Instant.ofEpochSecond(TIME + age));
  }
}

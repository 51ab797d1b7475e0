package dev.deskhand.app.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slash commands as Slack sends them, each another one, signed at the moment it is sent
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 */
final class SignedCommand {
  /** What the command with a number says; each another thing, as people do. */
  interface Text {
    String of(long number);
  }

  /** Asks for help. */
  static final Text HELP = number -> "help me " + number;

  /** Says what is wrong, in plain language. */
  static final Text SENTENCE = number -> "my vpn does not connect since " + number;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key = new SecretKeySpec(bytes(Site.SIGNING_SECRET), ALGORITHM);
  private final AtomicLong sent = new AtomicLong();
  private final InstantSource clock;
  private final Text text;

  SignedCommand(InstantSource clock) {
    this(clock, HELP);
  }

  SignedCommand(InstantSource clock, Text text) {
    this.clock = clock;
    this.text = text;
  }

  /** The next one, as bytes of HTTP/1.1. */
  byte[] next() {
    long number = sent.incrementAndGet();
    long person = number % Site.PEOPLE;
    String body =
        "team_id=%s&user_id=U%d&channel_id=D%d&command=%%2Fdesk&text=%s&trigger_id=1.2"
            .formatted(
                Site.TEAM,
                person,
                number,
                URLEncoder.encode(text.of(number), StandardCharsets.UTF_8));
    return signed("/slack/commands", "application/x-www-form-urlencoded", body);
  }

  /**
   * A mention of the bot, the first of which begins a thread of its own. It asks for what there is
   * not: that is answered with a message that others see too, which bears a key.
   */
  byte[] mention(Crowd.Turn said) {
    String thread = "1700000000.%06d".formatted(said.conversation());
    String reply = said.turn() == 0 ? "" : ",\"thread_ts\":\"" + thread + "\"";
    String body =
        """
        {"type":"event_callback","team_id":"%1$s","event_id":"Ev%2$d-%3$d",\
        "authorizations":[{"team_id":"%1$s","user_id":"U0BOT","is_bot":true}],\
        "event":{"type":"app_mention","user":"U%4$d","channel":"C0BENCH",\
        "text":"<@U0BOT> run no-%2$d-%3$d","ts":"%5$d.%2$06d"%6$s}}\
        """
            .formatted(
                Site.TEAM,
                said.conversation(),
                said.turn(),
                said.conversation() % Site.PEOPLE,
                1_700_000_000 + said.turn(),
                reply);
    return signed("/slack/events", "application/json", body);
  }

  private byte[] signed(String path, String type, String body) {
    String time = Long.toString(clock.instant().getEpochSecond());
    return bytes(
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: %s\r
        Content-Length: %d\r
        X-Slack-Request-Timestamp: %s\r
        X-Slack-Signature: v0=%s\r
        \r
        %s\
        """
            .formatted(
                path, type, body.length(), time, signature("v0:" + time + ":" + body), body));
  }

  private String signature(String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(bytes(signed)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

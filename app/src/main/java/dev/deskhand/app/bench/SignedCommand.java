package dev.deskhand.app.bench;

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
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key = new SecretKeySpec(bytes(Site.SIGNING_SECRET), ALGORITHM);
  private final AtomicLong sent = new AtomicLong();
  private final InstantSource clock;

  SignedCommand(InstantSource clock) {
    this.clock = clock;
  }

  /** The next one, as bytes of HTTP/1.1. */
  byte[] next() {
    long number = sent.incrementAndGet();
    long person = number % Site.PEOPLE;
    String body =
        "team_id=%s&user_id=U%d&channel_id=D%d&command=%%2Fdesk&text=help+me+%d&trigger_id=1.2"
            .formatted(Site.TEAM, person, person, number);
    String time = Long.toString(clock.instant().getEpochSecond());
    return bytes(
        """
        POST /slack/commands HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: %d\r
        X-Slack-Request-Timestamp: %s\r
        X-Slack-Signature: v0=%s\r
        \r
        %s\
        """
            .formatted(body.length(), time, signature("v0:" + time + ":" + body), body));
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

package dev.deskhand.slack;

import dev.deskhand.journal.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks that Slack sent a request: {@code v0=} and the hexadecimal HMAC-SHA256 of {@code
 * v0:TIMESTAMP:BODY}, at most five minutes old or ahead
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack; that a request from the
 * future is refused is our own rule). The signature is compared in constant time. Thread-safe.
 */
public final class SlackSignature {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v0";

  private final List<SecretKey> keys;
  private final InstantSource clock;

  /**
   * A check.
   *
   * @param signingSecret Slack's; two while it is changed, a line each
   */
  public SlackSignature(String signingSecret, InstantSource clock) {
    this.keys =
        signingSecret
            .lines()
            .map(String::strip)
            .<SecretKey>map(
                line -> new SecretKeySpec(line.getBytes(StandardCharsets.UTF_8), ALGORITHM))
            .toList();
    this.clock = clock;
  }

  /**
   * Checks one request, over the bytes as they came.
   *
   * @param timestamp the header {@code X-Slack-Request-Timestamp}, if there was one
   * @param signature the header {@code X-Slack-Signature}, if there was one
   * @return the time and the signature's SHA-256 in hexadecimal, by which a replay is recognised:
   *     {@code 1531420618-9f86d0…}. What came together stands together in an index of them. Empty
   *     when the request is not to be trusted
   */
  public Optional<String> verify(
      byte[] body, @Nullable String timestamp, @Nullable String signature) {
    if (timestamp == null || signature == null || !isCurrent(timestamp)) {
      return Optional.empty();
    }
    byte[] sent = signature.getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> sign(key, timestamp, body))
        .filter(it -> MessageDigest.isEqual(it.getBytes(StandardCharsets.UTF_8), sent))
        .findFirst()
        .map(it -> timestamp + "-" + Sha256.hex(it));
  }

  private boolean isCurrent(String timestamp) {
    if (!SECONDS.matcher(timestamp).matches()) {
      return false;
    }
    long age = clock.instant().getEpochSecond() - Long.parseLong(timestamp);
    return Math.abs(age) <= WINDOW.toSeconds();
  }

  private static String sign(SecretKey key, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((VERSION + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
      return VERSION + "=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}

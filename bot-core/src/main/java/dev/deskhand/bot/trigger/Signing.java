package dev.deskhand.bot.trigger;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a system signs its calls: by HMAC-SHA256 of a text that ends with the body.
 *
 * @param header the one that has the signature
 * @param form how the signature stands there, with {@code {hex}} or {@code {base64}} in its place
 * @param signs what is signed, with {@code {NAME}} in a header's place, and {@code {body}} last
 * @param time the header that has the time, in seconds or milliseconds since 1970 or as ISO 8601
 *     has it; where there is none, a call that comes again is known for ever
 */
public record Signing(String header, String form, String signs, Optional<String> time) {
  /** A header's name in braces. */
  public static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9-]+)}");

  public static final String HEX = "{hex}";
  public static final String BASE64 = "{base64}";
  public static final String BODY = "{body}";

  /** What is expected of a system that can be told how to sign. */
  public static final Signing OURS =
      new Signing(
          "X-Deskhand-Signature",
          "sha256=" + HEX,
          "{X-Deskhand-Timestamp}." + BODY,
          Optional.of("X-Deskhand-Timestamp"));

  /** What is signed before the body. */
  public String prefix() {
    return signs.substring(0, signs.length() - BODY.length());
  }
}

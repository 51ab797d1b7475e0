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
 * @param id the header that has what tells one delivery from another, which is signed, too
 */
public record Signing(
    String header, String form, String signs, Optional<String> time, Optional<String> id) {
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

  /** One whose headers tell no delivery from another. */
  public Signing(String header, String form, String signs, Optional<String> time) {
    this(header, form, signs, time, Optional.empty());
  }

  /** The same, of whose headers one tells one delivery from another. */
  public Signing by(String header) {
    return new Signing(this.header, form, signs, time, Optional.of(header));
  }

  /** Whether a header is part of what is signed. */
  public boolean covers(String name) {
    return prefix().contains("{" + name + "}");
  }

  /** What is signed before the body. */
  public String prefix() {
    return signs.substring(0, signs.length() - BODY.length());
  }
}

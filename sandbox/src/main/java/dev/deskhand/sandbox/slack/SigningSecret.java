package dev.deskhand.sandbox.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret with which Slack signs what it delivers. Its text shows nowhere. */
public record SigningSecret(String secret) {

  /**
   * The value of {@code X-Slack-Signature}: {@code v0=} and the hexadecimal HMAC-SHA256 of {@code
   * v0:TIMESTAMP:BODY}, as Slack documents under "Verifying requests from Slack".
   */
  String signature(long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] digest =
          mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "SigningSecret[hidden]";
  }
}

package dev.deskhand.runbooks.action;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands out secrets and takes them out of what comes back: as they are, in base64, URL-encoded and
 * as JSON writes them. One for each call, so that it knows what the call knew. Thread-safe.
 */
public final class Redactor implements Secrets {
  private static final String MARK = "[redacted]";
  private static final int SHORTEST = 4;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Secrets secrets;
  private final Set<String> handedOut = ConcurrentHashMap.newKeySet();

  public Redactor(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public String resolve(String reference) {
    String value = secrets.resolve(reference);
    handedOut.add(value);
    return value;
  }

  /** The text without any secret handed out, cut at 1 MiB with a mark that says so. */
  public String clean(String text) {
    String out = text;
    for (String form : forms()) {
      out = out.replace(form, MARK);
    }
    return out.length() <= MOST_CHARACTERS
        ? out
        : out.substring(0, MOST_CHARACTERS)
            + "\n[cut: " + (out.length() - MOST_CHARACTERS) + " more characters]";
  }

  /** Every form of every secret, the longest first, so that none is left in halves. */
  private List<String> forms() {
    return handedOut.stream()
        .filter(secret -> secret.length() >= SHORTEST)
        .flatMap(secret -> formsOf(secret).stream())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private static List<String> formsOf(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return List.of(
        secret,
        Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        URLEncoder.encode(secret, StandardCharsets.UTF_8),
        secret.replace("\\", "\\\\").replace("\"", "\\\""));
  }
}

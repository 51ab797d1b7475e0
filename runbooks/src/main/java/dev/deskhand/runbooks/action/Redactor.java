package dev.deskhand.runbooks.action;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hands out secrets and takes them out of what comes back: as they are, in base64, URL-encoded and
 * as JSON writes them. One for each call, so that it knows what the call knew. Thread-safe.
 */
public final class Redactor implements Secrets {
  private static final int SHORTEST = 4;
  private static final int BROKEN = 8;
  private static final int LONG_LINE = 16;
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int BASE64_GROUP = 3;
  private static final Pattern CUT =
      Pattern.compile("\n\\[cut: \\d+ more (?:bytes|characters)]\\s*$");
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private final Secrets secrets;
  private final Set<String> handedOut = ConcurrentHashMap.newKeySet();
  private volatile List<String> forms = List.of();

  public Redactor(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public String resolve(String reference) {
    String value = secrets.resolve(reference);
    know(value);
    return value;
  }

  @Override
  public String keep(OneTimeSecret secret) {
    know(secret.value());
    return secrets.keep(secret);
  }

  /**
   * The text without any secret handed out, and without what no database keeps: NUL, and halves of
   * characters. It is cut at 1 MiB, with a mark that says so.
   */
  public String clean(String text) {
    List<String> known = forms;
    Redaction redaction = new Redaction();
    String out = whole(withoutBrokenEnd(redaction.next(text, known) + redaction.end(known)));
    return out.length() <= MOST_CHARACTERS
        ? out
        : whole(out.substring(0, MOST_CHARACTERS))
            + "\n[cut: "
            + (out.length() - MOST_CHARACTERS)
            + " more characters]";
  }

  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        .replace('\0', '\uFFFD');
  }

  /** Passes on what an action tells, without any secret handed out by then. */
  public Told telling(Output told) {
    return new Told(told);
  }

  /** What an action tells while it works; nothing is passed on after the end. Thread-safe. */
  public final class Told implements Output, AutoCloseable {
    private final Output told;
    private final Redaction redaction = new Redaction();
    private boolean ended;

    private Told(Output told) {
      this.told = told;
    }

    @Override
    public synchronized void text(String chunk) {
      if (!ended) {
        pass(redaction.next(chunk, forms));
      }
    }

    /** Passes on what was held back. */
    @Override
    public synchronized void close() {
      if (!ended) {
        ended = true;
        pass(redaction.end(forms));
      }
    }

    private void pass(String clean) {
      if (!clean.isEmpty()) {
        told.text(clean);
      }
    }
  }

  private void know(String secret) {
    if (handedOut.add(secret)) {
      forms = forms();
    }
  }

  /**
   * A text that somebody cut before it came here may end, or be cut, in the middle of a secret: as
   * much of its beginning as nobody says by chance goes, too.
   */
  private String withoutBrokenEnd(String text) {
    Matcher cut = CUT.matcher(text);
    int end = cut.find() ? cut.start() : text.length();
    int longest = 0;
    for (String form : forms) {
      int most = Math.min(form.length() - 1, end);
      for (int length = most; length >= BROKEN && length > longest; length--) {
        if (text.startsWith(form.substring(0, length), end - length)) {
          longest = length;
        }
      }
    }
    return longest == 0
        ? text
        : text.substring(0, end - longest) + Redaction.MARK + text.substring(end);
  }

  /** Every form of every secret, the longest first, so that none is left in halves. */
  private List<String> forms() {
    return handedOut.stream()
        .flatMap(Redactor::parts)
        .filter(secret -> secret.length() >= SHORTEST)
        .flatMap(secret -> formsOf(secret).stream())
        .distinct()
        .toList();
  }

  /** A secret of several lines, such as a key, may be told line by line. */
  private static Stream<String> parts(String secret) {
    return Stream.concat(
        Stream.of(secret), secret.lines().filter(line -> line.length() >= LONG_LINE));
  }

  private static List<String> formsOf(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>();
    forms.add(secret);
    for (Base64.Encoder base64 : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      forms.add(base64.encodeToString(bytes));
      forms.add(base64.withoutPadding().encodeToString(bytes));
    }
    for (int before = 0; before < BASE64_GROUP; before++) {
      forms.addAll(insideBase64(bytes, before));
    }
    forms.add(url);
    forms.add(url.replace("+", "%20"));
    forms.add(withSmallHexDigits(url));
    forms.add(withSmallHexDigits(url.replace("+", "%20")));
    forms.add(asJson(secret));
    forms.add(asJson(secret).replace("/", "\\/"));
    return forms;
  }

  /**
   * The digits that a secret leaves in the base64 of a longer text, such as {@code user:password}:
   * those that depend on no byte before or behind it.
   */
  private static List<String> insideBase64(byte[] secret, int bytesBefore) {
    byte[] shifted = new byte[bytesBefore + secret.length];
    System.arraycopy(secret, 0, shifted, bytesBefore, secret.length);
    String digits = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = bytesBefore == 0 ? 0 : bytesBefore + 1;
    int to = shifted.length % BASE64_GROUP == 0 ? digits.length() : digits.length() - 1;
    String inside = digits.substring(Math.min(from, to), to);
    return inside.length() < SHORTEST
        ? List.of()
        : List.of(inside, inside.replace('+', '-').replace('/', '_'));
  }

  private static String withSmallHexDigits(String url) {
    return ESCAPE.matcher(url).replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
  }

  /** As a JSON text has it (RFC 8259, section 7), without the quotes. */
  private static String asJson(String secret) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < secret.length(); i++) {
      char c = secret.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return out.toString();
  }
}

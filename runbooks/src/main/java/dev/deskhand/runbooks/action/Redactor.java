package dev.deskhand.runbooks.action;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hands out secrets and takes them out of what comes back: as they are, in base64, URL-encoded, in
 * hexadecimal digits and as JSON writes them. What one call was given may come back in another's
 * answer, so that calls share what is known. Of more than 5,000 secrets the one that was handed out
 * longest ago is forgotten. Thread-safe.
 */
public final class Redactor implements Secrets {
  private static final int MOST_SECRETS = 5_000;
  private static final int BROKEN = 8;
  private static final int LONG_LINE = 16;
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int BASE64_GROUP = 3;
  private static final Pattern CUT =
      Pattern.compile("(?:\n\\[cut: \\d+ more (?:bytes|characters)]|…)\\s*$");
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private final Secrets secrets;
  private final Known known;

  /** What was handed out, with its forms; the one that was used last stands last. */
  private static final class Known {
    private final Map<String, List<String>> handedOut = new LinkedHashMap<>(16, 0.75f, true);
    private volatile Forms forms = Forms.NONE;

    synchronized void add(String secret) {
      if (handedOut.get(secret) == null) {
        handedOut.put(
            secret, parts(secret).flatMap(part -> formsOf(part).stream()).distinct().toList());
        while (handedOut.size() > MOST_SECRETS) {
          handedOut.remove(handedOut.keySet().iterator().next());
        }
        forms = new Forms(handedOut.values().stream().flatMap(List::stream).toList());
      }
    }

    Forms forms() {
      return forms;
    }
  }

  public Redactor(Secrets secrets) {
    this(secrets, new Known());
  }

  private Redactor(Secrets secrets, Known known) {
    this.secrets = secrets;
    this.known = known;
  }

  /** One that hands out others; what either hands out, both know. */
  public Redactor handingOut(Secrets others) {
    return new Redactor(others, known);
  }

  /** Learns what a reference leads to, before anybody asks for it, if it leads anywhere. */
  public void expect(String reference) {
    try {
      known.add(secrets.resolve(reference));
    } catch (ActionException _) {
      // No reference, or one that whoever needs it will be told of.
    }
  }

  @Override
  public String resolve(String reference) {
    String value = secrets.resolve(reference);
    known.add(value);
    return value;
  }

  @Override
  public String keep(OneTimeSecret secret) {
    known.add(secret.value());
    return secrets.keep(secret);
  }

  /**
   * The text without any secret handed out, and without what no database keeps: NUL, and halves of
   * characters. It is cut at 1 MiB, with a mark that says so.
   */
  public String clean(String text) {
    Forms forms = known.forms();
    Redaction redaction = new Redaction();
    String out = whole(withoutBrokenEnd(redaction.next(text, forms) + redaction.end(forms), forms));
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
        pass(redaction.next(chunk, known.forms()));
      }
    }

    /** Passes on what was held back. */
    @Override
    public synchronized void close() {
      if (!ended) {
        ended = true;
        pass(redaction.end(known.forms()));
      }
    }

    private void pass(String clean) {
      if (!clean.isEmpty()) {
        told.text(clean);
      }
    }
  }

  /**
   * A text that somebody cut before it came here may end, or be cut, in the middle of a secret: as
   * much of its beginning as nobody says by chance goes, too.
   */
  private static String withoutBrokenEnd(String text, Forms forms) {
    Matcher cut = CUT.matcher(text);
    int end = cut.find() ? cut.start() : text.length();
    int longest = 0;
    for (String form : forms.all()) {
      int most = Math.min(form.length() - 1, end);
      for (int length = most; length >= BROKEN && length > longest; length--) {
        if (text.regionMatches(end - length, form, 0, length)) {
          longest = length;
        }
      }
    }
    return longest == 0
        ? text
        : text.substring(0, end - longest) + Redaction.MARK + text.substring(end);
  }

  /** A secret of several lines, such as a key, may be told line by line. */
  private static Stream<String> parts(String secret) {
    return Stream.concat(
            Stream.of(secret), secret.lines().filter(line -> line.length() >= LONG_LINE))
        .filter(part -> part.length() >= Forms.SHORTEST);
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
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
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
    return inside.length() < Forms.SHORTEST
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

package dev.deskhand.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Secrets that were planted, and the search for them in every form that somebody could read back.
 * It shares no code with what takes them out.
 */
final class Canaries {
  private final Map<String, String> planted = new LinkedHashMap<>();

  void plant(String name, String secret) {
    planted.put(name, secret);
  }

  /** Every form of every secret. */
  List<String> forms() {
    return planted.values().stream().flatMap(it -> forms(it).stream()).toList();
  }

  /** What of it stands in a text: the names of secrets with the form that was found. */
  Set<String> in(String where, String text) {
    return in(where, text.getBytes(UTF_8));
  }

  /** The same of a file, or of all files of a folder. */
  Set<String> in(Path path) {
    Set<String> found = new LinkedHashSet<>();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        found.addAll(in(file.getFileName().toString(), bytes));
        if (file.toString().endsWith(".pdf")) {
          found.addAll(in(file.getFileName() + " unpacked", unpacked(bytes)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private Set<String> in(String where, byte[] bytes) {
    String haystack = new String(bytes, ISO_8859_1);
    Set<String> found = new LinkedHashSet<>();
    planted.forEach(
        (name, secret) ->
            forms(secret).stream()
                .filter(form -> haystack.contains(new String(form.getBytes(UTF_8), ISO_8859_1)))
                .forEach(form -> found.add(name + " in " + where + " as " + form)));
    return found;
  }

  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    List<String> forms = new ArrayList<>(List.of(secret));
    for (int before = 0; before < 3; before++) {
      String digits = middle(("?".repeat(before) + secret + "??").getBytes(UTF_8), before, bytes);
      forms.add(digits);
      forms.add(digits.replace('+', '-').replace('/', '_'));
    }
    String url = URLEncoder.encode(secret, UTF_8);
    forms.add(url);
    forms.add(url.replace("+", "%20"));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
    return forms.stream().distinct().toList();
  }

  /** The digits of base64 that no neighbour of the secret has a part in. */
  private static String middle(byte[] text, int before, byte[] secret) {
    String all = Base64.getEncoder().encodeToString(text);
    int first = (before * 8 + 5) / 6;
    int last = (before + secret.length) * 8 / 6;
    return all.substring(first, last);
  }

  /** What a PDF's packed parts say. */
  private static byte[] unpacked(byte[] pdf) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String text = new String(pdf, ISO_8859_1);
    for (int at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 1)) {
      int from = at + "stream".length();
      while (from < pdf.length && (pdf[from] == '\r' || pdf[from] == '\n')) {
        from++;
      }
      Inflater inflater = new Inflater();
      inflater.setInput(pdf, from, pdf.length - from);
      byte[] buffer = new byte[8192];
      try {
        for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
          out.write(buffer, 0, n);
        }
      } catch (DataFormatException _) {
        // Not packed: it was read as it stands.
      } finally {
        inflater.end();
      }
    }
    return out.toByteArray();
  }
}

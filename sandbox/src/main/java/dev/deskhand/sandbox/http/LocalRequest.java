package dev.deskhand.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as received.
 *
 * @param method in capitals, such as {@code GET}
 * @param path decoded, beginning with a slash, without the query
 * @param query decoded parameters; of a name given twice the last counts
 * @param headers names in lower case; of a name given twice the first counts
 * @param body the raw bytes
 */
public record LocalRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    LocalBody body) {

  public LocalRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** The header of this name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The token of {@code Authorization: Bearer …}. */
  public Optional<String> bearer() {
    return header("authorization").filter(v -> v.startsWith("Bearer ")).map(v -> v.substring(7));
  }

  /** What the body is said to be; empty where nothing is said. */
  public String contentType() {
    return header("content-type").orElse("");
  }

  /** The parameters of a body that is a form; none of any other. */
  public Map<String, String> fields() {
    return contentType().startsWith("application/x-www-form-urlencoded")
        ? form(body.text())
        : Map.of();
  }

  /** Parameters of {@code application/x-www-form-urlencoded} text, decoded as UTF-8, in order. */
  public static Map<String, String> form(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    Arrays.stream(text.split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .forEach(pair -> putField(fields, pair));
    return fields;
  }

  private static void putField(Map<String, String> fields, String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    fields.put(decoded(name), decoded(value));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

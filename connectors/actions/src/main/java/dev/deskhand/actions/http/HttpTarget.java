package dev.deskhand.actions.http;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * A service that can be called.
 *
 * @param name of the target, for messages
 * @param headers to show at home, the token's among them
 * @param allowed {@code host:port}s that a request may go to, the base's own among them
 */
record HttpTarget(
    String name, HttpUrl base, Map<String, String> headers, Set<String> allowed, AddressRule rule) {
  private static final String HEADER = "header.";

  HttpTarget {
    headers = Map.copyOf(headers);
    allowed = Set.copyOf(allowed);
  }

  /**
   * Reads the target of a call.
   *
   * @throws ActionException naming the setting that is missing or wrong
   */
  static HttpTarget of(ActionCall call) {
    return of(call.target(), call.secrets());
  }

  /** Reads a target; the same, with what resolves its secrets. */
  static HttpTarget of(Target target, Secrets secrets) {
    HttpUrl base = base(target);
    return new HttpTarget(
        target.name(), base, headers(target, secrets), allowed(target, base), rule(target));
  }

  boolean allows(HttpUrl url) {
    return allowed.contains(authority(url)) && (url.isHttps() || !base.isHttps());
  }

  /** True where the headers may be shown. */
  boolean isHome(HttpUrl url) {
    return url.scheme().equals(base.scheme()) && authority(url).equals(authority(base));
  }

  static String authority(HttpUrl url) {
    return url.host() + ":" + url.port();
  }

  /** The headers stay out of logs. */
  @Override
  public String toString() {
    return name + " (" + base + ")";
  }

  private static HttpUrl base(Target target) {
    String written = target.required("base-url");
    HttpUrl url = HttpUrl.parse(written);
    boolean plain =
        url != null
            && url.query() == null
            && url.fragment() == null
            && url.username().isEmpty()
            && url.password().isEmpty();
    if (url == null || !plain) {
      throw new ActionException(
          "target '"
              + target.name()
              + "': base-url: expected one like"
              + " https://vpn.example.com/api, without user, query and fragment");
    }
    return url;
  }

  private static Map<String, String> headers(Target target, Secrets secrets) {
    Map<String, String> headers = new HashMap<>();
    for (String setting : target.settings().keySet()) {
      if (setting.matches("header\\.[A-Za-z][A-Za-z0-9-]{0,60}")) {
        headers.put(setting.substring(HEADER.length()), sendable(target, secrets, setting));
      }
    }
    if (target.optional("token").isPresent()) {
      headers.put("Authorization", "Bearer " + sendable(target, secrets, "token"));
    }
    return headers;
  }

  private static String sendable(Target target, Secrets secrets, String setting) {
    String value = secrets.resolve(target.required(setting)).strip();
    if (!value.matches("[\\x21-\\x7e]+")) {
      throw new ActionException(
          "target '"
              + target.name()
              + "': "
              + setting
              + ": what "
              + target.required(setting)
              + " refers to can't stand in a header: it is empty, or has blanks or letters that"
              + " are not ASCII");
    }
    return value;
  }

  private static Set<String> allowed(Target target, HttpUrl base) {
    Set<String> allowed = new HashSet<>();
    allowed.add(authority(base));
    target.optional("allow").stream()
        .flatMap(list -> Arrays.stream(list.split(",", -1)))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .forEach(entry -> allowed.add(allowed(target, entry)));
    return allowed;
  }

  private static String allowed(Target target, String entry) {
    if (!entry.matches("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+):[0-9]{1,5}")) {
      throw new ActionException(
          "target '" + target.name() + "': allow: expected host:port, found '" + entry + "'");
    }
    return entry.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
  }

  private static AddressRule rule(Target target) {
    String written = target.optional("private").orElse("block");
    return switch (written) {
      case "block" -> AddressRule.PUBLIC_ONLY;
      case "allow" -> AddressRule.PRIVATE_TOO;
      case String other ->
          throw new ActionException(
              "target '"
                  + target.name()
                  + "': private: expected allow or block, found '"
                  + other
                  + "'");
    };
  }
}

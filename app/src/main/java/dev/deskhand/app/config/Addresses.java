package dev.deskhand.app.config;

import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads addresses. */
final class Addresses {
  private final Problems problems;

  Addresses(Problems problems) {
    this.problems = problems;
  }

  /** An address of the web, if there is one. */
  Optional<URI> web(YamlMapping mapping, String key) {
    return read(mapping, key, "https://desk.example.com", Addresses::isWeb);
  }

  /** An address of the web, which has to be there. */
  URI required(YamlMapping mapping, String key) {
    mapping.text(key, problems);
    return web(mapping, key).orElse(URI.create("http://127.0.0.1/"));
  }

  Optional<URI> read(YamlMapping mapping, String key, String example, Predicate<URI> fits) {
    Optional<String> text = mapping.optionalText(key, problems);
    Optional<URI> address = text.flatMap(Addresses::parsed).filter(fits);
    if (text.isPresent() && address.isEmpty()) {
      problems.add(
          mapping.placeOf(key),
          "'" + key + "': expected an address such as " + example + ", found '" + text.get() + "'");
    }
    return address;
  }

  private static boolean isWeb(URI address) {
    return address.getHost() != null && String.valueOf(address.getScheme()).matches("https?");
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException _) {
      // Told with the other bad forms.
      return Optional.empty();
    }
  }
}

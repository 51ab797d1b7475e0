package dev.deskhand.bot.offer;

import dev.deskhand.content.ContentVersion;
import java.util.List;
import java.util.Optional;

/**
 * A runbook or tree as people choose it from the catalogue.
 *
 * @param ownership who answers for it; without anybody it is a draft, which nobody is shown
 * @param version of the file that it was read from
 */
public record Offer(
    OfferName name,
    Face face,
    Subject subject,
    Audience audience,
    Optional<Ownership> ownership,
    ContentVersion version) {

  /**
   * What people see and search.
   *
   * @param picture one emoji, or empty
   * @param about a sentence, or empty
   * @param words by which it is found besides those of title and sentence
   */
  public record Face(String title, String picture, String about, List<String> words) {
    public Face {
      words = List.copyOf(words);
    }

    /** The title behind its picture. */
    public String label() {
      return picture.isEmpty() ? title : picture + " " + title;
    }
  }

  /** The first 12 digits of the version: what buttons carry. */
  public String edition() {
    return version.sha256().substring(0, 12);
  }
}

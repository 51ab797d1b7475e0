package dev.deskhand.bot.offer.yaml;

import dev.deskhand.bot.offer.Audience;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.Offer.Face;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.Ownership;
import dev.deskhand.bot.offer.Subject;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads an offer from its file, {@code NAME.offer.yaml}; docs/offer-format.md describes it. Every
 * problem is told, with its place. Thread-safe.
 */
public final class OfferReader {
  /** How an offer's file ends. */
  public static final String ENDING = ".offer.yaml";

  private static final int LONGEST_TITLE = 60;
  private static final int LONGEST_SENTENCE = 200;
  private static final int LONGEST_WORD = 40;
  private static final int MOST_WORDS = 30;
  private static final Pattern PICTURE =
      Pattern.compile("[^\\p{L}\\p{Nd}\\p{Cntrl}\\s<>&\"']{1,16}");
  private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9-]{0,59}");

  private final KnownSubjects known;

  /** Reads offers that may name these. */
  public OfferReader(KnownSubjects known) {
    this.known = known;
  }

  /**
   * Reads one file.
   *
   * @param file its path as it appears in messages; its last part must be the offer's name
   * @return empty if there is a problem
   */
  public Optional<Offer> read(String file, String text, Problems problems) {
    Problems own = new Problems();
    Optional<Offer> offer =
        YamlReader.read(file, text, own)
            .map(root -> root.asMapping("an offer", own))
            .flatMap(root -> read(root, ContentVersion.of(text), own));
    problems.addAll(own.all());
    return own.isEmpty() ? offer : Optional.empty();
  }

  private Optional<Offer> read(YamlMapping root, ContentVersion version, Problems problems) {
    root.allowOnly(
        problems,
        "offer",
        "title",
        "picture",
        "about",
        "words",
        "start",
        "walk",
        "locked",
        "ask",
        "tell",
        "audience",
        "owner",
        "review");
    Optional<OfferName> name = name(root, problems);
    Face face = face(root, problems);
    Optional<Subject> subject = new SubjectReader(known, problems).read(root);
    Audience audience = audience(root.mapping("audience", problems), problems);
    Optional<Ownership> ownership = ownership(root, subject, problems);
    return name.flatMap(
        it -> subject.map(what -> new Offer(it, face, what, audience, ownership, version)));
  }

  private static Optional<OfferName> name(YamlMapping root, Problems problems) {
    String name = root.text("offer", problems);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!OfferName.FORM.matcher(name).matches()) {
      problems.add(
          root.placeOf("offer"),
          "offer '"
              + name
              + "': expected a name like unlock-my-account, of a-z, 0-9 and '-', a letter first, at"
              + " most 60");
      return Optional.empty();
    }
    String path = root.at().file();
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (!last.equals(name + ENDING)) {
      problems.add(
          root.placeOf("offer"),
          "offer '"
              + name
              + "' stands in the file '"
              + last
              + "': call the file '"
              + name
              + ENDING
              + "', or change the name");
    }
    return Optional.of(new OfferName(name));
  }

  private static Face face(YamlMapping root, Problems problems) {
    root.text("title", problems);
    String picture = root.optionalText("picture", problems).orElse("");
    if (!picture.isEmpty() && !PICTURE.matcher(picture).matches()) {
      problems.add(root.placeOf("picture"), "'picture': expected one emoji, such as 🔓");
    }
    List<String> words = root.texts("words", problems);
    if (words.size() > MOST_WORDS || words.stream().anyMatch(it -> it.length() > LONGEST_WORD)) {
      problems.add(
          root.placeOf("words"),
          "'words': expected at most " + MOST_WORDS + " words of at most " + LONGEST_WORD);
    }
    return new Face(
        line(root, "title", LONGEST_TITLE, problems),
        picture,
        line(root, "about", LONGEST_SENTENCE, problems),
        words);
  }

  /** A text that stands in one line of a button or a list. */
  static String line(YamlMapping mapping, String key, int longest, Problems problems) {
    String text = mapping.optionalText(key, problems).orElse("").strip();
    if (text.length() > longest) {
      problems.add(
          mapping.placeOf(key),
          "'" + key + "': expected at most " + longest + " characters, found " + text.length());
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      problems.add(mapping.placeOf(key), "'" + key + "': expected one line of text");
    }
    return text;
  }

  private static Audience audience(YamlMapping written, Problems problems) {
    written.allowOnly(problems, "roles", "attributes");
    List<String> roles = written.texts("roles", problems);
    roles.stream()
        .filter(role -> !ROLE.matcher(role).matches())
        .forEach(
            role ->
                problems.add(
                    written.placeOf("roles"),
                    "'roles': expected names such as it-support, found '" + role + "'"));
    Map<String, String> attributes = new HashMap<>();
    written
        .mapping("attributes", problems)
        .values()
        .forEach((name, node) -> attributes.put(name, node.asText("'" + name + "'", problems)));
    return new Audience(roles.stream().map(Role::new).collect(Collectors.toSet()), attributes);
  }

  private Optional<Ownership> ownership(
      YamlMapping root, Optional<Subject> subject, Problems problems) {
    Optional<String> owner = root.optionalText("owner", problems);
    Optional<String> review = root.optionalText("review", problems);
    if (owner.isPresent() != review.isPresent()) {
      problems.add(
          root.placeOf(owner.isPresent() ? "owner" : "review"),
          "whoever answers for an offer looks at it again one day: write both owner: and review:,"
              + " or neither for a draft");
    }
    Optional<PersonId> person = owner.flatMap(it -> person(root, it, problems));
    person.ifPresent(
        it ->
            subject
                .flatMap(what -> known.owners().objection(it, what))
                .ifPresent(why -> problems.add(root.placeOf("owner"), "'owner': " + why)));
    Optional<LocalDate> day = review.flatMap(it -> day(root, it, problems));
    return person.flatMap(it -> day.map(until -> new Ownership(it, until, root.placeOf("review"))));
  }

  private static Optional<PersonId> person(YamlMapping root, String id, Problems problems) {
    if (PersonId.isValid(id)) {
      return Optional.of(new PersonId(id));
    }
    problems.add(root.placeOf("owner"), "'owner': expected a person's id of the people file");
    return Optional.empty();
  }

  private static Optional<LocalDate> day(YamlMapping root, String text, Problems problems) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeParseException _) {
      problems.add(
          root.placeOf("review"),
          "'review': expected a day such as 2027-05-31, found '" + text + "'");
      return Optional.empty();
    }
  }
}

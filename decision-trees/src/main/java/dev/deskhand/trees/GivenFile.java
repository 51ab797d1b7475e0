package dev.deskhand.trees;

import dev.deskhand.journal.Personal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file that somebody gave, before anybody has looked into it: what its door says of it, and where
 * it can be fetched. Nothing in it is trusted.
 *
 * @param name in one line, without a path, at most 120 characters
 * @param mediaType such as {@code image/png}
 * @param size in bytes, as its door says; 0 where it doesn't
 * @param door where it was given: a channel's or a desk's name
 * @param place where that door can fetch it, in its own words; may be as good as a password
 */
public record GivenFile(Personal name, String mediaType, long size, String door, Personal place) {
  /** The media type of what nobody knows. */
  public static final String UNKNOWN = "application/octet-stream";

  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}");
  private static final int LONGEST = 120;
  private static final int LONGEST_ENDING = 12;

  /** What a door says of a file, brought into its form. */
  public static GivenFile of(
      String subject, String name, String mediaType, long size, String door, String place) {
    return new GivenFile(
        new Personal(subject, nameOf(name)),
        mediaTypeOf(mediaType),
        Math.max(0, size),
        door,
        new Personal(subject, place));
  }

  /** The same as another subject's, whose key seals it. */
  public GivenFile belongingTo(String subject) {
    return new GivenFile(
        new Personal(subject, name.value()),
        mediaType,
        size,
        door,
        new Personal(subject, place.value()));
  }

  /**
   * A name that is safe to show and to keep under: what stands behind the last slash, without
   * control characters and the invisible marks that change how a name reads; its ending survives
   * where it is too long.
   */
  static String nameOf(String said) {
    String last = said.substring(Math.max(said.lastIndexOf('/'), said.lastIndexOf('\\')) + 1);
    StringBuilder shown = new StringBuilder();
    last.codePoints()
        .filter(GivenFile::isShown)
        .map(c -> Character.isSpaceChar(c) ? ' ' : c)
        .limit(10_000)
        .forEach(shown::appendCodePoint);
    String name = shown.toString().strip().replaceAll(" {2,}", " ").replaceAll("^\\.+", "");
    return name.isEmpty() ? "file" : fitting(name);
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String fitting(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot >= 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
    int end = LONGEST - ending.length() - 1;
    return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end)
        + "…"
        + ending;
  }

  private static String mediaTypeOf(String said) {
    String plain = said.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return MEDIA_TYPE.matcher(plain).matches() ? plain : UNKNOWN;
  }
}

package dev.deskhand.runbooks.action;

import java.util.List;

/**
 * Takes secrets out of a text that comes in pieces. What may be the beginning of a secret is held
 * back until it is known to be one or not, so that none slips through where two pieces meet. Where
 * secrets overlap, all that any of them covers is taken out. Belongs to one thread at a time.
 */
final class Redaction {
  static final String MARK = "[redacted]";

  private final StringBuilder held = new StringBuilder();

  /** So many of the held characters belong to a secret whose mark was given before. */
  private int covered;

  /** The next piece: what can be told by now. */
  String next(String piece, List<String> secrets) {
    held.append(piece);
    return release(firstOpen(secrets), secrets);
  }

  /** Nothing follows: what is left. */
  String end(List<String> secrets) {
    return release(held.length(), secrets);
  }

  /** Where the first secret may have begun that goes on behind the last piece. */
  private int firstOpen(List<String> secrets) {
    int longest = secrets.stream().mapToInt(String::length).max().orElse(0);
    for (int i = Math.max(0, held.length() - longest + 1); i < held.length(); i++) {
      for (String secret : secrets) {
        if (secret.length() > held.length() - i && isAt(i, secret, held.length() - i)) {
          return i;
        }
      }
    }
    return held.length();
  }

  private String release(int settled, List<String> secrets) {
    StringBuilder out = new StringBuilder(settled);
    int coveredTo = covered;
    for (int i = 0; i < settled; i++) {
      int end = i + longestAt(i, secrets);
      if (end > coveredTo) {
        if (i >= coveredTo && end > i) {
          out.append(MARK);
        }
        coveredTo = end;
      }
      if (i >= coveredTo) {
        out.append(held.charAt(i));
      }
    }
    held.delete(0, settled);
    covered = Math.max(0, coveredTo - settled);
    return out.toString();
  }

  private int longestAt(int at, List<String> secrets) {
    int longest = 0;
    for (String secret : secrets) {
      if (secret.length() > longest
          && secret.length() <= held.length() - at
          && isAt(at, secret, secret.length())) {
        longest = secret.length();
      }
    }
    return longest;
  }

  private boolean isAt(int at, String secret, int length) {
    for (int i = 0; i < length; i++) {
      if (held.charAt(at + i) != secret.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

package dev.deskhand.runbooks.action;

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
  String next(String piece, Forms secrets) {
    held.append(piece);
    return release(firstOpen(secrets), secrets);
  }

  /** Nothing follows: what is left. */
  String end(Forms secrets) {
    return release(held.length(), secrets);
  }

  /** Where the first secret may have begun that goes on behind the last piece. */
  private int firstOpen(Forms secrets) {
    for (int i = Math.max(0, held.length() - secrets.longest() + 1); i < held.length(); i++) {
      if (secrets.isOpenAt(held, i)) {
        return i;
      }
    }
    return held.length();
  }

  private String release(int settled, Forms secrets) {
    StringBuilder out = new StringBuilder(settled);
    int coveredTo = covered;
    for (int i = 0; i < settled; i++) {
      int end = i + secrets.longestAt(held, i);
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
}

package dev.deskhand.content;

import java.util.List;

/**
 * What an expression looks up, from a variable on.
 *
 * @param names of {@code steps["look-up"].found} three
 * @param hyphened the names as they may have been meant: to the language a hyphen after a dot
 *     subtracts, as in {@code steps.look-up.found}; the same as the names where it does not
 */
public record ExpressionPath(List<String> names, List<String> hyphened) {
  public ExpressionPath {
    names = List.copyOf(names);
    hyphened = List.copyOf(hyphened);
  }

  /** True where what is subtracted may be the rest of a name. */
  public boolean mayBeHyphened() {
    return !names.equals(hyphened);
  }
}

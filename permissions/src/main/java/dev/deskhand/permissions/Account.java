package dev.deskhand.permissions;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who speaks, as a verified envelope names them. A display name or an e-mail address is no account.
 *
 * @param platform {@code slack}, {@code web}, {@code rt}, {@code zendesk}, …
 * @param scope the workspace, organisation or desk, such as {@code T0001}
 * @param user the platform's immutable user id, such as {@code U0001}
 */
public record Account(String platform, String scope, String user) {
  private static final Pattern FORM =
      Pattern.compile(
          "([a-z][a-z0-9-]{0,31}):([^\\s:\\p{Cntrl}]{1,200}):([^\\s\\p{Cntrl}]{1,200})");

  /** Reads the form that {@link #toString} writes; empty for any other. */
  public static Optional<Account> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new Account(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }

  /** The form in which people files name it: {@code platform:scope:user}. */
  @Override
  public String toString() {
    return platform + ":" + scope + ":" + user;
  }
}

package dev.deskhand.permissions;

/**
 * Who speaks, as a verified envelope names them. A display name or an e-mail address is no account.
 *
 * @param platform {@code slack}, {@code web}, {@code rt}, {@code zendesk}, …
 * @param scope the workspace, organisation or desk, such as {@code T0001}
 * @param user the platform's immutable user id, such as {@code U0001}
 */
public record Account(String platform, String scope, String user) {
  /** The form in which people files name it: {@code platform:scope:user}. */
  @Override
  public String toString() {
    return platform + ":" + scope + ":" + user;
  }
}

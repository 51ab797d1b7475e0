package dev.deskhand.sandbox;

/**
 * One modification that the directory applied for an LDAP client.
 *
 * @param dn of the entry that changed
 */
public record DirectoryChange(String dn, Kind kind, String attribute) {

  /** The kinds of modification of RFC 4511, section 4.6, and RFC 4525. */
  public enum Kind {
    ADD,
    DELETE,
    REPLACE,
    INCREMENT
  }
}

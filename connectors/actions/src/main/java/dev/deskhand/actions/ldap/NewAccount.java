package dev.deskhand.actions.ldap;

/**
 * Somebody who gets an account.
 *
 * @param account the name that they sign in with
 * @param parent the distinguished name of the entry below which it is made
 */
record NewAccount(String account, Name name, String mail, String parent) {

  /** What somebody is called. */
  record Name(String first, String last) {
    String full() {
      return first + " " + last;
    }
  }
}

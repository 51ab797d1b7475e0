package dev.deskhand.actions.mail;

import dev.deskhand.runbooks.action.ActionException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Reads addresses: each is one, of one mailbox, and has nothing that ends a line. */
final class MailAddress {
  private static final int LONGEST = 320;

  private MailAddress() {}

  /**
   * Reads one such as {@code ada@example.com}.
   *
   * @param what it is, for messages
   */
  static InternetAddress of(String what, String written) {
    String expected = what + ": expected an address such as ada@example.com";
    if (written.length() > LONGEST || written.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new ActionException(expected);
    }
    try {
      InternetAddress[] parsed = InternetAddress.parse(written, true);
      if (parsed.length != 1 || parsed[0].isGroup() || !parsed[0].getAddress().equals(written)) {
        throw new ActionException(expected);
      }
      parsed[0].validate();
      if (written.indexOf('@') < 1) {
        throw new ActionException(expected);
      }
      return parsed[0];
    } catch (AddressException e) {
      throw new ActionException(expected, e);
    }
  }
}

package dev.deskhand.sandbox.slack;

/** How a delivery is signed. */
public enum Signing {
  /** As Slack signs, now. */
  VALID,
  /** Well formed, but with another secret. */
  WRONG,
  /** Right, but six minutes old: Slack's documentation allows five. */
  OLD,
  /** Right, but six minutes ahead. */
  FUTURE,
  /** No signature and no timestamp at all. */
  MISSING,
  /** Right for the body, but sent with a body that was changed afterwards. */
  OF_ANOTHER_BODY
}

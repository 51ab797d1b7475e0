package dev.deskhand.journal;

/**
 * A value that belongs to a person: what they wrote, how they are called. Stores see it sealed
 * under that person's key; destroying the key erases it everywhere without breaking the hash chain.
 *
 * @param subject the id of the person whose it is; {@code unknown:…} for a sender without an
 *     account
 */
public record Personal(String subject, String value) {
  /** What is shown in place of a value whose key was destroyed. */
  public static final String ERASED = "[erased]";

  /** Never shows the value: it ends up in logs. */
  @Override
  public String toString() {
    return "Personal[of " + subject + "]";
  }
}

package dev.deskhand.trees;

import dev.deskhand.journal.Personal;

/**
 * Who walks: the one person whose answers count.
 *
 * @param name what people call them; its subject is their id
 */
public record Asker(Personal name) {
  public static Asker of(String id, String name) {
    return new Asker(new Personal(id, name));
  }

  /** The person's id. */
  public String id() {
    return name.subject();
  }
}

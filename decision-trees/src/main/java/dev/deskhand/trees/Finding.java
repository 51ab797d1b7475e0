package dev.deskhand.trees;

import dev.deskhand.journal.Personal;

/** What was wrong, in words for the support desk; never shown to the requester. */
public record Finding(Personal words) {
  public String text() {
    return words.value();
  }
}

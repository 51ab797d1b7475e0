package dev.deskhand.trees;

import dev.deskhand.content.Phrasebook;

/** What trees say that their authors did not write. */
enum Phrase {
  DONE,
  DID_NOT_WORK,
  NEEDS_APPROVAL,
  TAKES_OVER,
  ASKED_FOR_PERSON,
  STOPPED,
  IN_CIRCLES,
  NOT_HEARD,
  NO_FURTHER,
  WRITE_TEXT,
  WRITE_NUMBER,
  WRITE_DAY,
  WRITE_PERSON,
  ATTACH_FILE;

  private static final Phrasebook<Phrase> BOOK = Phrasebook.of(Phrase.class);

  /** The phrase in a language, or in English. */
  String in(String language) {
    return BOOK.say(language, this);
  }
}

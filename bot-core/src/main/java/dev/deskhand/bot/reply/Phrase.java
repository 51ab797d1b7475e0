package dev.deskhand.bot.reply;

import dev.deskhand.content.Phrasebook;

/** What the bot says by itself to whoever is being guided, or has to say it otherwise. */
public enum Phrase {
  BACK,
  START_OVER,
  A_PERSON,
  YOUR_ANSWER,
  MAKES_NO_SENSE,
  NO_SUCH_ANSWER,
  WHICH_ONE,
  STILL_LOST,
  WENT_BACK,
  WENT_TO_START,
  WENT_TO_PERSON,
  WENT_AWAY,
  IN_A_FORM,
  IN_PRIVATE,
  MOVED_ON,
  NO_WAY_BACK,
  NOTHING_OPEN,
  NOT_UNDERSTOOD,
  MEANT_AS_COMMAND,
  STALE_BUTTON,
  WHICH_OF,
  NOT_YOURS,
  ANSWERED_ALREADY,
  DROPPED,
  WORKING,
  ABOUT_TICKET,
  FILE_NOT_ASKED,
  FILE_STILL_ASKED,
  FILE_TOO_LARGE,
  FILE_EMPTY,
  FILE_GONE,
  FILE_ELSEWHERE,
  FILE_UNREACHABLE,
  FILE_TOO_MANY;

  private static final Phrasebook<Phrase> BOOK = Phrasebook.of(Phrase.class);

  /** The phrase in a language, or in English. */
  public String in(String language, Object... values) {
    return BOOK.say(language, this, values);
  }
}

package dev.deskhand.teams.wire;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.permissions.Account;
import java.util.Optional;

/** What an activity turned out to be. */
public sealed interface TeamsReading {

  /**
   * Where it happened.
   *
   * @param reference how the bot answers there, where the activity tells that
   */
  record Where(TeamsPlace place, Optional<Reference> reference) {}

  /** Something for the bot. */
  record Request(Inbound inbound, Where where) implements TeamsReading {}

  /** A button that may open a form. */
  record Wanted(Inbound.ButtonClick click, Venue venue, Where where) implements TeamsReading {}

  /**
   * Somebody wants to make a ticket of a message.
   *
   * @param once of this wish
   */
  record TicketWished(Account by, String text, String once) implements TeamsReading {}

  /** A page of a form was filled in. */
  record Filled(Submission submission, Where where) implements TeamsReading {}

  /**
   * Somebody was asked whether they want a file.
   *
   * @param place of the file; a reference that is checked, never trusted
   * @param upload where they want it, if they do
   * @param message the id of the question
   */
  record Consented(
      Account by, String place, Optional<FileCard.Upload> upload, String message, Where where)
      implements TeamsReading {}

  /** Somebody looks for something in the catalogue. */
  record Searched(Account by, String words, int skip) implements TeamsReading {}

  /**
   * Somebody wants their own page.
   *
   * @param delivery the activity's id, as a delivery's
   */
  record HomeWished(Account by, int page, Where where, String delivery) implements TeamsReading {}

  /** Somebody sees their own page, and wants it as it is now. */
  record HomeSeen(Account by, int page) implements TeamsReading {}

  /** Somebody types into a list of a form. */
  record Sought(Account by, FormCard.Dataset in, String typed, int skip) implements TeamsReading {}

  /** Somebody pressed a list's button and had chosen nothing. */
  record Unchosen() implements TeamsReading {}

  /** Somebody sees a card, and wants it as it is for them. */
  record Seen(Account by, SharedCard card) implements TeamsReading {}

  /** The bot is somewhere that it can speak at, and nobody asked it anything. */
  record Met(Where where) implements TeamsReading {}

  /** Nothing for the bot: acknowledged and forgotten. */
  record Ignored(String why) implements TeamsReading {}

  /** An invocation that the bot has no answer to. */
  record Unanswerable(String name) implements TeamsReading {}
}

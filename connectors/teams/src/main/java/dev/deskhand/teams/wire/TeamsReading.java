package dev.deskhand.teams.wire;

import dev.deskhand.bot.message.Inbound;

/** What an activity turned out to be. */
public sealed interface TeamsReading {

  /** Something for the bot, at a place that is reached so. */
  record Request(Inbound inbound, TeamsPlace place, Reference reference) implements TeamsReading {}

  /** The bot is somewhere that it can speak at, and nobody asked it anything. */
  record Met(TeamsPlace place, Reference reference) implements TeamsReading {}

  /** Nothing for the bot: acknowledged and forgotten. */
  record Ignored(String why) implements TeamsReading {}

  /** An invocation that the bot has no answer to. */
  record Unanswerable(String name) implements TeamsReading {}
}

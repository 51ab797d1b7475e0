package dev.deskhand.app;

import dev.deskhand.bot.Bot;
import dev.deskhand.bot.Console;
import dev.deskhand.bot.EvidenceFiles;
import dev.deskhand.bot.ReviewWorker;
import dev.deskhand.bot.ScheduleWorker;
import dev.deskhand.bot.WalkWorker;
import dev.deskhand.bot.intent.LoadingIntentParser;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.desks.Hook;
import java.util.Map;

/**
 * A whole catalogue, and all that follows from it. Immutable: what begins in one edition ends in
 * it, and other files make another edition.
 *
 * @param version which files it was made of
 * @param content what they say
 * @param parser understands sentences about it
 * @param hooks the addresses that other systems may call, by name
 * @param crew who works for it
 */
record Edition(
    ContentVersion version,
    Content content,
    LoadingIntentParser parser,
    Map<String, Hook> hooks,
    Crew crew) {
  Edition {
    hooks = Map.copyOf(hooks);
  }

  /** Who works for an edition. */
  record Crew(
      Bot bot,
      WalkWorker walks,
      ScheduleWorker schedules,
      ReviewWorker reviews,
      Console console,
      FrontDesk desk,
      EvidenceFiles evidence) {}
}

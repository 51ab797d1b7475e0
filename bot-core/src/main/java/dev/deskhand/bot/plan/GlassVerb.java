package dev.deskhand.bot.plan;

import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import java.util.Map;

/** What somebody says about emergencies. */
public sealed interface GlassVerb {
  /** Start this past what the policies ask for otherwise. */
  record Start(RunbookId runbook, Map<String, String> given, String why) implements GlassVerb {
    public Start {
      given = Map.copyOf(given);
    }
  }

  /** Which wait for a review? */
  record List() implements GlassVerb {}

  /** I have looked at what was done. */
  record Review(RunId run, String why) implements GlassVerb {}
}

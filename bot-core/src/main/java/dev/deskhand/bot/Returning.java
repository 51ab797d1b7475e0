package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.conversation.ConversationEvent.InputAsked;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What "back" and "start over" come to where the inputs of a runbook are asked for. Pure. */
final class Returning {
  private Returning() {}

  /**
   * The start of the runbook with fewer values, so that they are asked for.
   *
   * @param runbook as this person sees it; empty if it is gone
   */
  static Plan.StartRunbook plan(Plan.AskAgain again, Optional<Runbook> runbook) {
    InputAsked asked = again.asked();
    Map<String, String> given =
        switch (again.from()) {
          case BEGINNING -> Map.of();
          case BEFORE -> before(asked, runbook.map(Runbook::inputs).orElse(List.of()));
        };
    return new Plan.StartRunbook(
        asked.runbook(),
        given,
        asked.request(),
        asked.offer(),
        asked.assent().orElse(Assent.INFERRED),
        Optional.empty());
  }

  /** Without the last value of those that stand before the one that is asked for. */
  private static Map<String, String> before(InputAsked asked, List<InputDeclaration> inputs) {
    Map<String, String> given = new TreeMap<>(asked.given());
    inputs.stream()
        .map(InputDeclaration::name)
        .takeWhile(name -> !name.equals(asked.input()))
        .filter(given::containsKey)
        .reduce((_, later) -> later)
        .ifPresent(given::remove);
    return given;
  }
}

package dev.deskhand.app.intents;

import dev.deskhand.bot.intent.IntentCatalogue;
import java.util.List;
import java.util.Map;

/**
 * What an installation's sentences teach.
 *
 * @param inputs the names of each runbook's inputs, by its id
 */
public record Taught(IntentCatalogue intents, Map<String, List<String>> inputs) {
  public Taught {
    inputs = Map.copyOf(inputs);
  }
}

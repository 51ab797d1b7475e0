package dev.deskhand.sandbox.teams.message;

import java.util.List;
import java.util.Map;

/** What an app answers to an invocation. */
public sealed interface TeamsAnswer {

  /** Nothing: what was open closes. */
  record Nothing() implements TeamsAnswer {}

  /** Some words. */
  record Said(String words) implements TeamsAnswer {}

  /** A card in place of the one that somebody sees. */
  record Card(TeamsMessage message) implements TeamsAnswer {}

  /**
   * A dialog with a form.
   *
   * @param text all that is to be read on it, a line an element
   * @param inputs the id of each input by its label, in order
   * @param values what stands in the inputs, by label
   * @param data what its button carries, as JSON
   * @param datasets what lists whose choices the app knows name, by label
   */
  record Form(
      String title,
      String text,
      Map<String, String> inputs,
      Map<String, String> values,
      String data,
      Map<String, String> datasets)
      implements TeamsAnswer {}

  /** What can be chosen in a list, the titles by their values. */
  record Values(Map<String, String> titles) implements TeamsAnswer {}

  /** What was found, each with the card that it puts into a conversation. */
  record Found(List<TeamsMessage> cards) implements TeamsAnswer {
    public Found {
      cards = List.copyOf(cards);
    }
  }
}

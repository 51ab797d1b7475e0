package dev.deskhand.bot.plan;

import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.conversation.ConversationEvent.InputAsked;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.journal.Personal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What somebody gives where an input of a runbook is asked for. Pure. */
final class Values {
  private Values() {}

  /** In words: a value, or what is said instead of one to every question. */
  static Plan said(InputAsked asked, Personal text) {
    return Words.turn(text.value())
        .map(turn -> turned(asked, turn))
        .orElseGet(() -> value(asked, chosen(asked, text.value())));
  }

  private static Plan turned(InputAsked asked, TurnVerb turn) {
    return switch (turn) {
      case BACK -> new Plan.AskAgain(asked, Plan.AskAgain.From.BEFORE);
      case OVER -> new Plan.AskAgain(asked, Plan.AskAgain.From.BEGINNING);
      case PERSON -> new Plan.CallPerson(asked.request());
      case STOP -> new Plan.Drop();
    };
  }

  /** One of the values that were offered, by its place; else what was said. */
  private static String chosen(InputAsked asked, String said) {
    List<String> offered = asked.offered();
    OptionalInt place = Referring.place(said);
    return place.isPresent() && place.getAsInt() < offered.size()
        ? offered.get(place.getAsInt())
        : said;
  }

  /** With a form: what was asked for, and more; what was emptied there is left out. */
  static Plan form(Request request, ButtonReader.AskedInputs inputs, Map<String, String> filled) {
    return inputs
        .open(request.conversation(), request.principal().id())
        .<Plan>map(
            asked -> {
              Map<String, String> given = new HashMap<>(asked.given());
              filled.forEach((name, said) -> given.put(name, said.strip()));
              given.values().removeIf(String::isEmpty);
              return started(asked, given);
            })
        .orElseGet(
            () ->
                new Plan.Decline(
                    Replies.staleButton(request.principal()), "a question that is not open"));
  }

  /** With a button, if its question is the one that is open. */
  static Optional<Plan> pressed(Request request, ButtonAction action) {
    if (!(request.conversation().openFor(request.principal().id()).orElse(null)
        instanceof Question.ValueOf(var asked))) {
      return Optional.empty();
    }
    List<String> offered = asked.offered();
    OptionalInt number = ButtonReader.chosenValue(action, asked);
    return number.isPresent() && number.getAsInt() < offered.size()
        ? Optional.of(value(asked, offered.get(number.getAsInt())))
        : Optional.empty();
  }

  private static Plan value(InputAsked asked, String said) {
    Map<String, String> given = new HashMap<>(asked.given());
    given.put(asked.input(), said.strip());
    return started(asked, given);
  }

  private static Plan started(InputAsked asked, Map<String, String> given) {
    return new Plan.StartRunbook(
        asked.runbook(),
        given,
        asked.request(),
        asked.offer(),
        asked.assent().orElse(Assent.INFERRED),
        Optional.empty());
  }
}

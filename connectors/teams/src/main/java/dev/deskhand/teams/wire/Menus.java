package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.plan.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders what can be pressed: a few as buttons, many of one question as lists to choose from, each
 * with a button of its own. Teams shows six actions of a set, other clients five. A label of more
 * than 75 characters is shortened behind its number, and said as a whole on the card.
 */
final class Menus {
  /** The field of a button's data that names the list whose choice it sends. */
  private static final String LIST = "deskhand-list";

  /** One of the choices, by which it can be told for whom the list is. */
  private static final String FIRST = "deskhand-first";

  private static final int ACTIONS = 5;
  private static final int LABEL = 75;
  private static final int MOST_JSON = 10_000;

  private Menus() {}

  /**
   * A button, and its number from 1.
   *
   * @param label as a whole
   */
  private record Labelled(Button button, int number, String label) {
    String fitting() {
      return label.length() <= LABEL ? label : AdaptiveCard.shortened(number + ". " + label, LABEL);
    }
  }

  /** The elements of what can be pressed, in order. */
  static List<ObjectNode> elements(List<Button> buttons) {
    List<ObjectNode> elements = new ArrayList<>();
    for (Choices some : Choices.withForms(buttons)) {
      switch (some) {
        case Choices.Pressed(var pressed) -> elements.addAll(sets(labelled(pressed)));
        case Choices.Chosen chosen ->
            filled(labelled(chosen.options())).stream()
                .map(options -> list(chosen.stem(), options))
                .forEach(elements::add);
      }
    }
    return elements;
  }

  /** The labels that are too long to press, as a whole. */
  static List<String> whole(List<Button> buttons) {
    return Choices.withForms(buttons).stream()
        .flatMap(some -> labelled(some.all()).stream())
        .filter(it -> it.label().length() > LABEL)
        .map(it -> it.number() + ". " + it.label())
        .toList();
  }

  private static List<Labelled> labelled(List<Choices.Numbered> buttons) {
    return buttons.stream().map(Menus::labelled).toList();
  }

  private static Labelled labelled(Choices.Numbered numbered) {
    Button button = numbered.button();
    String label = Runs.shown(button.label());
    return new Labelled(button, numbered.number(), label.isBlank() ? "…" : label);
  }

  private static List<ObjectNode> sets(List<Labelled> buttons) {
    List<ObjectNode> sets = new ArrayList<>();
    for (int from = 0; from < buttons.size(); from += ACTIONS) {
      ObjectNode set = Json.object("ActionSet");
      ArrayNode actions = set.putArray("actions");
      buttons.stream()
          .skip(from)
          .limit(ACTIONS)
          .map(it -> action(it.button(), it.fitting()))
          .forEach(actions::add);
      sets.add(set);
    }
    return sets;
  }

  /**
   * Executed where Teams can, submitted where it can't: both say the same. What may open a form is
   * submitted, for nothing else can.
   */
  private static ObjectNode action(Button button, String title) {
    return ButtonReader.mayOpenForm(button.action())
        ? form(button, title, Venue.HERE)
        : executed(
            pressed("Action.Execute", button, title), pressed("Action.Submit", button, title));
  }

  private static ObjectNode executed(ObjectNode execute, ObjectNode submit) {
    execute.put("verb", TeamsWire.DATA).set("fallback", submit);
    return execute;
  }

  /** A button that opens a dialog. */
  static ObjectNode form(Button button, String title, Venue venue) {
    ObjectNode submit = pressed("Action.Submit", button, title);
    ObjectNode data = submit.withObject("data");
    venue.mark(data);
    data.putObject("msteams").put("type", "task/fetch");
    return submit;
  }

  private static ObjectNode pressed(String type, Button button, String title) {
    ObjectNode action = Json.object(type).put("title", title);
    action.putObject("data").put(TeamsWire.DATA, button.action().encoded());
    return switch (button.style()) {
      case PLAIN -> action;
      case PRIMARY -> action.put("style", "positive");
      case DANGER -> action.put("style", "destructive");
    };
  }

  private static List<List<Labelled>> filled(List<Labelled> options) {
    List<List<Labelled>> lists = new ArrayList<>();
    List<Labelled> current = new ArrayList<>();
    int json = 0;
    for (Labelled each : options) {
      int more = Json.size(choice(each)) + 1;
      if (!current.isEmpty() && json + more > MOST_JSON) {
        lists.add(List.copyOf(current));
        current.clear();
        json = 0;
      }
      current.add(each);
      json += more;
    }
    lists.add(List.copyOf(current));
    return lists;
  }

  private static ObjectNode choice(Labelled of) {
    return Json.object().put("title", of.fitting()).put("value", of.button().action().choice());
  }

  /** The list and its button, as one element. */
  private static ObjectNode list(ButtonAction stem, List<Labelled> options) {
    String id = LIST + "-" + options.getFirst().number();
    ObjectNode set =
        Json.object("Input.ChoiceSet")
            .put("id", id)
            .put("label", "Choose one")
            .put("style", "filtered");
    ArrayNode choices = set.putArray("choices");
    options.forEach(it -> choices.add(choice(it)));
    String first = options.getFirst().button().action().choice();
    ObjectNode execute =
        executed(
            sending("Action.Execute", stem, id, first), sending("Action.Submit", stem, id, first));
    ObjectNode container = Json.object("Container");
    container
        .putArray("items")
        .add(set)
        .add(Json.object("ActionSet").set("actions", Json.array().add(execute)));
    return container;
  }

  private static ObjectNode sending(String type, ButtonAction stem, String list, String first) {
    ObjectNode action = Json.object(type).put("title", "Choose");
    action.putObject("data").put(TeamsWire.DATA, stem.encoded()).put(LIST, list).put(FIRST, first);
    return action;
  }

  /** Whether a button sends what was chosen in a list. */
  static boolean isOfList(JsonNode data) {
    return data.has(LIST);
  }

  /**
   * What was chosen; empty where nothing was.
   *
   * @throws IllegalArgumentException if it is bent
   */
  static Optional<ButtonAction> chosen(JsonNode data, ButtonAction stem) {
    String choice = Json.textOf(data, Json.textOf(data, LIST));
    return choice.isEmpty()
        ? Optional.empty()
        : Optional.of(ButtonAction.decode(stem.choosing(choice).encoded()));
  }

  /** What a button stands for, or one of the choices where it is a list's. */
  static Optional<ButtonAction> sample(JsonNode data) {
    try {
      ButtonAction action = ButtonAction.decode(Json.textOf(data, TeamsWire.DATA));
      return Optional.of(isOfList(data) ? action.choosing(Json.textOf(data, FIRST)) : action);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}

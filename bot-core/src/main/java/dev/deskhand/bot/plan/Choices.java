package dev.deskhand.bot.plan;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Message.Button;
import java.util.ArrayList;
import java.util.List;

/**
 * The buttons of a message as a surface shows them that has room for few: what one chooses one of
 * many by stands in a menu, the others stay buttons. All are there, in their order.
 */
public sealed interface Choices {
  /** More than these are shown in a menu. */
  int FEW = 10;

  /**
   * More than these are left to a form, where there is one: a menu of so many stands in one message
   * with its question on every surface, so that the answer takes it away.
   */
  int MANY = 40;

  /**
   * A button, and its place among all of the message.
   *
   * @param number from 1
   */
  record Numbered(int number, Button button) {}

  /** Some, side by side. */
  record Pressed(List<Numbered> buttons) implements Choices {
    public Pressed {
      buttons = List.copyOf(buttons);
    }
  }

  /**
   * Choices of one question.
   *
   * @param stem what they have in common; see {@link ButtonAction#stem}
   */
  record Chosen(ButtonAction stem, List<Numbered> options) implements Choices {
    public Chosen {
      options = List.copyOf(options);
    }
  }

  /** All of them, in order. */
  default List<Numbered> all() {
    return switch (this) {
      case Pressed(var buttons) -> buttons;
      case Chosen(_, var options) -> options;
    };
  }

  /** The same buttons, those that belong together in one. */
  static List<Choices> of(List<Button> buttons) {
    List<Choices> all = new ArrayList<>();
    List<Numbered> pressed = new ArrayList<>();
    for (List<Numbered> run : runs(buttons)) {
      if (run.size() <= FEW) {
        pressed.addAll(run);
        continue;
      }
      if (!pressed.isEmpty()) {
        all.add(new Pressed(pressed));
        pressed.clear();
      }
      all.add(new Chosen(run.getFirst().button().action().stem(), run));
    }
    if (!pressed.isEmpty()) {
      all.add(new Pressed(pressed));
    }
    return all;
  }

  /** The same for a surface with forms: what is much longer than a menu is left to them. */
  static List<Choices> withForms(List<Button> buttons) {
    boolean isForm = buttons.stream().anyMatch(it -> ButtonReader.mayOpenForm(it.action()));
    return of(buttons).stream()
        .filter(it -> !(isForm && it instanceof Chosen chosen && chosen.options().size() > MANY))
        .toList();
  }

  private static List<List<Numbered>> runs(List<Button> buttons) {
    List<List<Numbered>> runs = new ArrayList<>();
    for (Button button : buttons) {
      int number = 1 + runs.stream().mapToInt(List::size).sum();
      if (runs.isEmpty() || !belong(runs.getLast().getLast().button(), button)) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(new Numbered(number, button));
    }
    return runs;
  }

  private static boolean belong(Button one, Button other) {
    return isChoice(one)
        && isChoice(other)
        && one.action().stem().equals(other.action().stem())
        && !one.action().choice().equals(other.action().choice());
  }

  private static boolean isChoice(Button button) {
    return button.style() == Button.Style.PLAIN
        && !button.action().ids().isEmpty()
        && !ButtonReader.mayOpenForm(button.action());
  }
}

package dev.deskhand.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.StaticSelectElement;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.plan.Choices;
import dev.deskhand.slack.wire.MenuId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Renders what can be pressed: a few as buttons, many of one question as menus of at most 100
 * options. A label has at most 75 characters here; a longer one is shortened behind its number, and
 * said as a whole in the message, behind the same number.
 */
final class Menus {
  private static final int ELEMENTS = 10;
  private static final int LABEL = 75;
  private static final int PLACEHOLDER = 150;
  private static final int OPTIONS = 100;
  private static final int MOST_JSON = 9_000;

  private Menus() {}

  /** Blocks of what can be pressed, in order. */
  static List<BlockKit.Priced> blocks(List<Button> buttons) {
    List<BlockKit.Priced> blocks = new ArrayList<>();
    for (Choices some : Choices.withForms(buttons)) {
      switch (some) {
        case Choices.Pressed(var pressed) -> actions(labelled(pressed)).forEach(blocks::add);
        case Choices.Chosen chosen -> blocks.addAll(menus(chosen, labelled(chosen.options())));
      }
    }
    return blocks;
  }

  /** The labels that are too long to press, as a whole. */
  static List<String> whole(List<Button> buttons) {
    return Choices.withForms(buttons).stream()
        .flatMap(some -> labelled(some.all()).stream())
        .filter(it -> it.label().length() > LABEL)
        .map(it -> it.number() + ". " + it.label())
        .toList();
  }

  /**
   * A button, and its number from 1.
   *
   * @param label as a whole
   */
  private record Labelled(Button button, int number, String label) {
    String fitting() {
      return label.length() <= LABEL ? label : BlockKit.shortened(number + ". " + label, LABEL);
    }
  }

  private static List<Labelled> labelled(List<Choices.Numbered> buttons) {
    return buttons.stream().map(Menus::labelled).toList();
  }

  private static Labelled labelled(Choices.Numbered numbered) {
    Button button = numbered.button();
    String label = button.label();
    return new Labelled(button, numbered.number(), label.isBlank() ? "…" : label);
  }

  private static List<BlockKit.Priced> actions(List<Labelled> buttons) {
    List<BlockKit.Priced> blocks = new ArrayList<>();
    for (int from = 0; from < buttons.size(); from += ELEMENTS) {
      blocks.add(row(buttons.subList(from, Math.min(from + ELEMENTS, buttons.size()))));
    }
    return blocks;
  }

  private static BlockKit.Priced row(List<Labelled> buttons) {
    List<BlockElement> elements = new ArrayList<>();
    int json = BlockKit.BRACES;
    for (Labelled each : buttons) {
      elements.add(button(each));
      json +=
          BlockKit.BRACES
              + BlockKit.json(each.fitting())
              + each.button().action().encoded().length();
    }
    String labels =
        buttons.stream()
            .map(it -> "[" + Notice.escaped(it.fitting()) + "]")
            .collect(Collectors.joining(" "));
    return new BlockKit.Priced(
        block("deskhand-buttons-" + buttons.getFirst().number(), elements), json, labels);
  }

  private static ActionsBlock block(String id, List<BlockElement> elements) {
    return ActionsBlock.builder().blockId(id).elements(elements).build();
  }

  private static ButtonElement button(Labelled of) {
    ButtonElement.ButtonElementBuilder element =
        ButtonElement.builder()
            .actionId("deskhand-button-" + of.number())
            .text(plain(of.fitting()))
            .value(of.button().action().encoded());
    return switch (of.button().style()) {
      case PLAIN -> element.build();
      case PRIMARY -> element.style("primary").build();
      case DANGER -> element.style("danger").build();
    };
  }

  /** What no menu can carry stays buttons. */
  private static List<BlockKit.Priced> menus(Choices.Chosen chosen, List<Labelled> options) {
    List<List<Labelled>> menus = filled(options);
    List<BlockKit.Priced> blocks = new ArrayList<>();
    for (List<Labelled> each : menus) {
      Optional<String> id = MenuId.of(each.getFirst().number(), chosen.stem());
      if (id.isEmpty() || each.stream().anyMatch(it -> !MenuId.fits(it.button().action()))) {
        return actions(options);
      }
      blocks.add(menu(id.get(), each, menus.size() == 1 ? "Choose one" : between(each)));
    }
    return blocks;
  }

  private static List<List<Labelled>> filled(List<Labelled> options) {
    List<List<Labelled>> menus = new ArrayList<>();
    List<Labelled> current = new ArrayList<>();
    int json = 0;
    for (Labelled each : options) {
      int more = json(each);
      if (current.size() == OPTIONS || (json + more > MOST_JSON && !current.isEmpty())) {
        menus.add(List.copyOf(current));
        current.clear();
        json = 0;
      }
      current.add(each);
      json += more;
    }
    menus.add(List.copyOf(current));
    return menus;
  }

  private static int json(Labelled of) {
    return 75 + BlockKit.json(of.fitting()) + of.button().action().choice().length();
  }

  private static String between(List<Labelled> options) {
    return BlockKit.shortened(options.getFirst().fitting(), PLACEHOLDER / 2 - 2)
        + " – "
        + BlockKit.shortened(options.getLast().fitting(), PLACEHOLDER / 2 - 2);
  }

  private static BlockKit.Priced menu(String id, List<Labelled> options, String placeholder) {
    StaticSelectElement select =
        StaticSelectElement.builder()
            .actionId(id)
            .placeholder(plain(placeholder))
            .options(options.stream().map(Menus::option).toList())
            .build();
    int json = 2 * BlockKit.BRACES + id.length() + options.stream().mapToInt(Menus::json).sum();
    return new BlockKit.Priced(
        block("deskhand-menu-" + options.getFirst().number(), List.of(select)),
        json,
        "[" + Notice.escaped(placeholder) + "]");
  }

  private static OptionObject option(Labelled of) {
    return OptionObject.builder()
        .text(plain(of.fitting()))
        .value(of.button().action().choice())
        .build();
  }

  private static PlainTextObject plain(String text) {
    return PlainTextObject.builder().text(text).emoji(false).build();
  }
}

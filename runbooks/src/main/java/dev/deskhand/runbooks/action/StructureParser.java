package dev.deskhand.runbooks.action;

import dev.deskhand.runbooks.action.StructurePath.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a {@link Structure} together from the arguments that are its values. */
final class StructureParser {
  private static final Pattern STEP = Pattern.compile("/([^/\\[#]*)|\\[([0-9]{1,6})]");

  private StructureParser() {}

  private sealed interface Step {
    record Key(String key) implements Step {}

    record Item(int index) implements Step {}
  }

  private record Leaf(List<Step> way, Structure value) {
    Leaf inner() {
      return new Leaf(way.subList(1, way.size()), value);
    }
  }

  /**
   * The structure that an argument is; empty if it was not given.
   *
   * @throws ActionException naming a value that is not what it should be
   */
  static Optional<Structure> parse(String name, Map<String, String> arguments) {
    List<Leaf> leaves = new ArrayList<>();
    arguments.forEach(
        (argument, value) -> {
          if (argument.startsWith(name + "/")
              || argument.startsWith(name + "[")
              || argument.startsWith(name + "#")) {
            leaves.add(leaf(argument, argument.substring(name.length()), value));
          }
        });
    return leaves.isEmpty() ? Optional.empty() : Optional.of(together(leaves));
  }

  private static Leaf leaf(String argument, String place, String value) {
    int mark = place.indexOf('#');
    String way = mark < 0 ? place : place.substring(0, mark);
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(way);
    while (matcher.find()) {
      steps.add(
          matcher.group(2) == null
              ? new Step.Key(StructurePath.unescaped(matcher.group(1)))
              : new Step.Item(Integer.parseInt(matcher.group(2))));
    }
    return new Leaf(steps, value(argument, kind(mark < 0 ? "" : place.substring(mark)), value));
  }

  private static Kind kind(String mark) {
    for (Kind kind : Kind.values()) {
      if (kind.mark().equals(mark)) {
        return kind;
      }
    }
    throw new ActionException("a value of a later release: " + mark);
  }

  private static Structure value(String argument, Kind kind, String value) {
    return switch (kind) {
      case TEXT -> new Structure.Text(value);
      case NUMBER -> new Structure.Numeral(number(argument, value));
      case TRUTH -> new Structure.Truth(truth(argument, value));
      case NOTHING -> new Structure.Nothing();
      case EMPTY_MAPPING -> new Structure.Mapping(Map.of());
      case EMPTY_LIST -> new Structure.Listing(List.of());
    };
  }

  private static BigDecimal number(String argument, String value) {
    if (!Structure.Numeral.FORM.matcher(value).matches()) {
      throw new ActionException("argument '" + argument + "': expected a number such as 10 or 0.5");
    }
    return new BigDecimal(value);
  }

  private static boolean truth(String argument, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ActionException("argument '" + argument + "': expected true or false");
    };
  }

  private static Structure together(List<Leaf> leaves) {
    if (leaves.getFirst().way().isEmpty()) {
      return leaves.getFirst().value();
    }
    Map<String, List<Leaf>> keys = new LinkedHashMap<>();
    Map<Integer, List<Leaf>> items = new TreeMap<>();
    for (Leaf leaf : leaves) {
      switch (leaf.way().getFirst()) {
        case Step.Key(String key) ->
            keys.computeIfAbsent(key, _ -> new ArrayList<>()).add(leaf.inner());
        case Step.Item(int index) ->
            items.computeIfAbsent(index, _ -> new ArrayList<>()).add(leaf.inner());
      }
    }
    if (keys.isEmpty()) {
      return new Structure.Listing(items.values().stream().map(it -> together(it)).toList());
    }
    Map<String, Structure> values = new TreeMap<>();
    keys.forEach((key, below) -> values.put(key, together(below)));
    return new Structure.Mapping(values);
  }
}

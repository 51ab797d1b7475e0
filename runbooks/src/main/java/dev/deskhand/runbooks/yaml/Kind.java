package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a step is, told by the key that it has. */
enum Kind {
  ACTION,
  FOR_EACH,
  PARALLEL,
  APPROVAL,
  ASK,
  WAIT,
  VERIFY,
  RUNBOOK,
  FINISH,
  STEPS;

  /** The keys that belong to it. */
  List<String> keys() {
    return switch (this) {
      case ACTION -> ActReader.KEYS;
      case FOR_EACH -> List.of("for-each", "steps", "together", "tolerate", "waves");
      case PARALLEL -> List.of("parallel", "together", "tolerate");
      case VERIFY -> List.of("verify", "steps");
      case RUNBOOK -> List.of("runbook", "with");
      case FINISH -> List.of("finish", "because");
      case APPROVAL, ASK, WAIT, STEPS -> List.of(key());
    };
  }

  private String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Empty if there is none, or more than one; a problem says so. */
  static Optional<Kind> of(YamlMapping written, Problems problems) {
    List<Kind> found =
        Arrays.stream(values()).filter(kind -> written.find(kind.key()).isPresent()).toList();
    List<Kind> kinds = found.size() > 1 ? found.stream().filter(k -> k != STEPS).toList() : found;
    if (kinds.size() == 1) {
      return Optional.of(kinds.getFirst());
    }
    problems.add(
        written.at(),
        kinds.isEmpty()
            ? "a step without anything to do: write one of " + names(List.of(values()))
            : "a step is one thing, and this is several: " + names(kinds));
    return Optional.empty();
  }

  private static String names(List<Kind> kinds) {
    return kinds.stream().map(kind -> kind.key() + ":").collect(Collectors.joining(", "));
  }
}

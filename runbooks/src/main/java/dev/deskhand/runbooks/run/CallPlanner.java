package dev.deskhand.runbooks.run;

import dev.deskhand.content.InputValue;
import dev.deskhand.content.Template;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Fills in what is known of calls, and notes the targets that they name. Owned by one thread. */
final class CallPlanner {
  private static final String INPUTS = "inputs.";

  private final Targets targets;
  private final List<String> unfit;
  private final SortedMap<String, Target> used = new TreeMap<>();

  /** Inputs whose values may begin like options, by the path to their runbook's part. */
  private final Map<String, Set<String>> free = new HashMap<>();

  /**
   * A planner of calls.
   *
   * @param unfit where it says what does not fit
   */
  CallPlanner(Targets targets, List<String> unfit) {
    this.targets = targets;
    this.unfit = unfit;
  }

  SortedMap<String, Target> used() {
    return used;
  }

  /** What is said of a runbook's inputs holds for its part of the plan. */
  void declare(String prefix, Runbook runbook) {
    free.put(
        prefix,
        runbook.inputs().stream()
            .filter(it -> it.beginning() == InputDeclaration.Beginning.ANY)
            .map(InputDeclaration::name)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private boolean isFree(Template template, Place.Names names) {
    Set<String> here =
        free.keySet().stream()
            .filter(names.prefix()::startsWith)
            .max(Comparator.comparingInt(String::length))
            .map(free::get)
            .orElse(Set.of());
    return template.paths().stream()
        .allMatch(
            path -> path.startsWith(INPUTS) && here.contains(path.substring(INPUTS.length())));
  }

  PlannedCall plan(Call call, Place.Names names) {
    String target = text(call.target(), names);
    targets
        .find(target)
        .ifPresentOrElse(it -> use(it, call), () -> unfit.add(targets.unknown(target)));
    SortedMap<String, PlannedCall.Argument> arguments = new TreeMap<>();
    call.arguments().forEach((key, text) -> arguments.put(key, argument(text, names)));
    SortedMap<String, List<PlannedCall.Argument>> lists = new TreeMap<>();
    SortedSet<String> values = new TreeSet<>(call.known().values());
    values.retainAll(call.lists().keySet());
    call.lists()
        .forEach(
            (key, texts) ->
                lists.put(key, values.contains(key) ? listed(texts, names) : words(texts, names)));
    return new PlannedCall(
        call.action(),
        target,
        arguments,
        lists,
        Optional.of(values).filter(it -> !it.isEmpty()),
        call.known().window());
  }

  private void use(Target target, Call call) {
    used.put(target.name(), target);
    call.known()
        .kind()
        .flatMap(kind -> targets.unfit(target, kind, call.action()))
        .ifPresent(unfit::add);
  }

  /** A text that depends on nothing later. */
  String text(Template template, Place.Names names) {
    return template.render(path -> known(path, names));
  }

  PlannedCall.Argument argument(Template template, Place.Names names) {
    Optional<String> secret = secret(template, names);
    if (secret.isPresent()) {
      return new PlannedCall.Argument.Secret(secret.get());
    }
    boolean isKnown = template.paths().stream().noneMatch(path -> path.startsWith("steps."));
    return isKnown
        ? new PlannedCall.Argument.Literal(text(template, names))
        : new PlannedCall.Argument.Later(template.source());
  }

  /** The reference to a secret that an argument is; one that stands in a longer text is refused. */
  private Optional<String> secret(Template template, Place.Names names) {
    Optional<String> reference =
        template.paths().stream()
            .flatMap(path -> input(path, names).stream())
            .filter(InputValue.Secret.class::isInstance)
            .map(InputValue::text)
            .findFirst();
    boolean isAlone =
        template.paths().size() == 1 && template.render(_ -> Optional.of("")).isBlank();
    if (reference.isPresent() && !isAlone) {
      unfit.add(
          template + ": a secret stands alone: write {{ inputs.NAME }} and nothing beside it");
    }
    return reference;
  }

  private static Optional<InputValue> input(String path, Place.Names names) {
    return path.startsWith(INPUTS)
        ? Optional.ofNullable(names.scope().inputs().get(path.substring(INPUTS.length())))
        : Optional.empty();
  }

  /** What somebody gave is no option of a command, unless its declaration allows it. */
  private List<PlannedCall.Argument> words(List<Template> texts, Place.Names names) {
    List<PlannedCall.Argument> words = listed(texts, names);
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i) instanceof PlannedCall.Argument.Literal(String text)
          && Option.isSmuggled(texts.get(i), text)
          && !isFree(texts.get(i), names)) {
        unfit.add(Option.refusal(texts.get(i)));
      }
    }
    return words;
  }

  private List<PlannedCall.Argument> listed(List<Template> texts, Place.Names names) {
    List<PlannedCall.Argument> elements = new ArrayList<>();
    for (Template template : texts) {
      PlannedCall.Argument element = argument(template, names);
      if (element instanceof PlannedCall.Argument.Secret) {
        unfit.add(template + ": a secret stands in no list, since others may read its elements");
      }
      elements.add(element);
    }
    return elements;
  }

  private static Optional<String> known(String path, Place.Names names) {
    String[] parts = path.split("\\.", 2);
    Map<String, String> each = names.scope().each();
    return parts[0].equals("each")
        ? Optional.ofNullable(each.get(parts[1]))
        : Optional.ofNullable(names.scope().inputs().get(parts[1])).map(InputValue::text);
  }
}

package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputValue;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.calendar.CalendarName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads a runbook from its file, {@code NAME.runbook.yaml}; docs/runbook-format.md describes it.
 * Every problem is told, with its place. Thread-safe.
 */
public final class RunbookReader {
  /** How a runbook's file ends. */
  public static final String ENDING = ".runbook.yaml";

  private static final Set<String> RISKS = Set.of("low", "medium", "high");

  private final Map<String, StepAction.Signature> actions;
  private final RunbookSurroundings surroundings;

  /** Reads runbooks that may use these actions, by name. */
  public RunbookReader(Map<String, StepAction.Signature> actions) {
    this(actions, Set.of());
  }

  /** Reads runbooks that may use these actions, and name these calendars. */
  public RunbookReader(Map<String, StepAction.Signature> actions, Set<CalendarName> calendars) {
    this(actions, new RunbookSurroundings(calendars, Optional.empty(), new Targets(List.of())));
  }

  /** Reads runbooks that may use these actions, and name what surrounds them. */
  public RunbookReader(
      Map<String, StepAction.Signature> actions, RunbookSurroundings surroundings) {
    this.actions = Map.copyOf(actions);
    this.surroundings = surroundings;
  }

  /**
   * Reads one file.
   *
   * @param file its path as it appears in messages; its last part must be the runbook's name
   * @return empty if there is a problem
   */
  public Optional<Runbook> read(String file, String text, Problems problems) {
    Problems own = new Problems();
    Optional<Runbook> runbook =
        YamlReader.read(file, text, own)
            .map(root -> root.asMapping("a runbook", own))
            .flatMap(root -> read(root, ContentVersion.of(text), own));
    problems.addAll(own.all());
    return own.isEmpty() ? runbook : Optional.empty();
  }

  private Optional<Runbook> read(YamlMapping root, ContentVersion version, Problems problems) {
    root.allowOnly(
        problems,
        "runbook",
        "title",
        "risk",
        "audience",
        "attributes",
        "calendars",
        "inputs",
        "steps",
        "tell");
    String name = root.text("runbook", problems);
    checkName(root, name, problems);
    List<InputDeclaration> inputs = inputs(root, problems);
    List<Step> steps = steps(root, inputs, problems);
    String title = root.plainText("title", problems);
    Map<String, String> attributes = attributes(root, problems);
    Runbook.Sayings sayings = sayings(root, problems);
    return RunbookId.FORM.matcher(name).matches()
        ? Optional.of(
            new Runbook(new RunbookId(name), title, attributes, inputs, steps, sayings, version))
        : Optional.empty();
  }

  private static void checkName(YamlMapping root, String name, Problems problems) {
    if (name.isEmpty()) {
      return;
    }
    String path = root.at().file();
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (!RunbookId.FORM.matcher(name).matches()) {
      problems.add(
          root.placeOf("runbook"),
          "runbook '"
              + name
              + "': expected a name like unlock-account, of a-z, 0-9 and '-', a"
              + " letter first, at most 60");
    } else if (!last.equals(name + ENDING)) {
      problems.add(
          root.placeOf("runbook"),
          "runbook '"
              + name
              + "' stands in the file '"
              + last
              + "': call the file '"
              + name
              + ENDING
              + "', or change the name");
    }
  }

  private Map<String, String> attributes(YamlMapping root, Problems problems) {
    Map<String, String> attributes = new LinkedHashMap<>();
    YamlMapping written = root.mapping("attributes", problems);
    written
        .values()
        .forEach((key, value) -> attributes.put(key, value.asText("'" + key + "'", problems)));
    root.optionalText("audience", problems).ifPresent(value -> attributes.put("audience", value));
    List<String> named = root.texts("calendars", problems);
    References known = new References(Set.of(), Set.of(), surroundings, problems);
    named.forEach(name -> known.checkCalendar(name, root.placeOf("calendars")));
    if (!named.isEmpty()) {
      attributes.put(Runbook.CALENDARS, String.join(InputValue.SEPARATOR, named));
    }
    String risk = root.text("risk", problems);
    if (!risk.isEmpty() && !RISKS.contains(risk)) {
      problems.add(
          root.placeOf("risk"),
          "'risk': unknown value '" + risk + "': " + Problems.suggestion(risk, RISKS));
    }
    attributes.put("risk", risk);
    return attributes;
  }

  private static List<InputDeclaration> inputs(YamlMapping root, Problems problems) {
    List<InputDeclaration> inputs = new ArrayList<>();
    YamlMapping written = root.mapping("inputs", problems);
    written
        .values()
        .forEach(
            (name, value) ->
                inputs.add(
                    new InputReader(problems)
                        .read(name, written.keys().getOrDefault(name, written.at()), value)));
    return inputs;
  }

  private List<Step> steps(YamlMapping root, List<InputDeclaration> inputs, Problems problems) {
    Optional<YamlNode> written = root.require("steps", problems);
    List<YamlNode> items = root.list("steps");
    if (written.isPresent() && items.isEmpty()) {
      problems.add(root.placeOf("steps"), "'steps' is empty: a runbook does at least one thing");
    }
    Set<String> names =
        inputs.stream().map(InputDeclaration::name).collect(Collectors.toUnmodifiableSet());
    References references = new References(names, ids(items), surroundings, problems);
    return new StepReader(actions, references, problems).readAll(items);
  }

  /** The names of all steps, those inside others among them. */
  private static Set<String> ids(List<YamlNode> steps) {
    Set<String> ids = new TreeSet<>();
    for (YamlNode node : steps) {
      if (node instanceof YamlMapping step) {
        step.optionalText("id", new Problems()).ifPresent(ids::add);
        ids.addAll(ids(step.list("steps")));
        ids.addAll(ids(step.list("parallel")));
      }
    }
    return ids;
  }

  private static Runbook.Sayings sayings(YamlMapping root, Problems problems) {
    if (root.require("tell", problems).isEmpty()) {
      return new Runbook.Sayings("", "");
    }
    YamlMapping tell = root.mapping("tell", problems);
    tell.allowOnly(problems, "succeeded", "failed");
    return new Runbook.Sayings(
        tell.plainText("succeeded", problems).strip(), tell.plainText("failed", problems).strip());
  }
}

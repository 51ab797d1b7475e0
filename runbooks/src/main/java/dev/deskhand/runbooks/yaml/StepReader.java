package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.runbooks.IfLocked;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.StepAction.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads steps in their order: each may look up what stands before it. */
final class StepReader {
  private static final List<String> COMMON =
      List.of("id", "title", "when", "on-failure", "lock", "if-locked");
  private static final String RESERVED = "undo";

  private final Map<String, Signature> actions;
  private final References references;
  private final Problems problems;

  StepReader(Map<String, Signature> actions, References references, Problems problems) {
    this.actions = actions;
    this.references = references;
    this.problems = problems;
  }

  /** The same, where other names are known. */
  StepReader within(References inner) {
    return new StepReader(actions, inner, problems);
  }

  References references() {
    return references;
  }

  List<Step> readAll(List<YamlNode> nodes) {
    return nodes.stream().map(this::read).flatMap(Optional::stream).toList();
  }

  /** Empty when its name or content can't be read; the problems say why. */
  private Optional<Step> read(YamlNode node) {
    YamlMapping written = node.asMapping("a step", problems);
    String id = id(written);
    Template title = known(written, "title", written.text("title", problems));
    Optional<Expression> when =
        written
            .optionalText("when", problems)
            .flatMap(text -> references.condition(text, written.placeOf("when"), Map.of()));
    Optional<Template> lock =
        written.optionalText("lock", problems).map(text -> known(written, "lock", text));
    Optional<Work> work = work(id, written);
    OnFailure onFailure = onFailure(written, work);
    IfLocked ifLocked = ifLocked(written, work);
    if (work.isEmpty() || !RunbookId.FORM.matcher(id).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Step(new StepId(id), title, when, onFailure, lock, ifLocked, work.get()));
  }

  private String id(YamlMapping written) {
    String id = written.text("id", problems);
    SourcePosition at = written.placeOf("id");
    if (id.equals(RESERVED)) {
      problems.add(at, "no step may be called 'undo'");
    } else if (!id.isBlank() && !RunbookId.FORM.matcher(id).matches()) {
      problems.add(
          at,
          "step '" + id + "': expected a name like restart, of a-z, 0-9 and '-', a letter first");
    }
    references
        .firstPlaceOf(id, at)
        .ifPresent(first -> problems.add(at, "a step is called '" + id + "' already, at " + first));
    return id;
  }

  /** A text that is known before the run begins. */
  private Template known(YamlMapping written, String key, String text) {
    Template template = Template.parse(text, written.placeOf(key), problems);
    references.checkKnown(template, "a " + key, written.placeOf(key));
    return template;
  }

  private Optional<Work> work(String id, YamlMapping written) {
    Optional<Kind> kind = Kind.of(written, problems);
    List<String> allowed = new ArrayList<>(COMMON);
    kind.ifPresent(it -> allowed.addAll(it.keys()));
    if (kind.isEmpty()) {
      references.define(id, Optional.empty());
      return Optional.empty();
    }
    written.allowOnly(problems, allowed);
    if (kind.get() == Kind.ACTION) {
      return new ActReader(actions, references, problems).read(id, written);
    }
    return new ControlReader(this, actions, problems).read(kind.get(), id, written);
  }

  private OnFailure onFailure(YamlMapping written, Optional<Work> work) {
    OnFailure said =
        written.choice("on-failure", OnFailure.class, problems).orElse(OnFailure.ROLL_BACK);
    if (said == OnFailure.ASK && work.isPresent() && !(work.get() instanceof Work.Act)) {
      problems.add(
          written.placeOf("on-failure"),
          "'ask' belongs to a step with an action: say it of the steps in here");
    }
    return said;
  }

  private IfLocked ifLocked(YamlMapping written, Optional<Work> work) {
    Optional<IfLocked> said = written.choice("if-locked", IfLocked.class, problems);
    boolean fits =
        written.find("lock").isPresent()
            && work.filter(it -> !(it instanceof Work.Group)).isEmpty();
    if (said.isPresent() && !fits) {
      problems.add(
          written.placeOf("if-locked"),
          "'if-locked' goes with the 'lock' of steps: [ … ], around what is done under it");
    }
    return said.orElse(IfLocked.WAIT);
  }
}

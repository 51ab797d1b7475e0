package dev.deskhand.runbooks.action;

import dev.deskhand.runbooks.EffectClass;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A way to act on a kind of target. Implementations are thread-safe, keep no state between calls,
 * and never throw for what a target does: that is a {@link ActionResult}.
 */
public interface StepAction {

  /** The name that runbooks use, such as {@code ldap.unlock}. */
  String name();

  /** What may be written under {@code with:} and what must. */
  Signature signature();

  /**
   * Does it, once, within the call's timeout.
   *
   * @throws ActionException if the installation is set up wrongly, before anything was tried
   * @throws InterruptedException if the thread was interrupted; the effect is then uncertain
   */
  ActionResult perform(ActionCall call) throws InterruptedException;

  /**
   * Looks at the settings of a target of its kind, before anything is done on it. For a kind that
   * several actions have, one of them says it.
   *
   * @throws ActionException naming the setting that is missing or wrong
   */
  default void check(Target target, Secrets secrets) {}

  /** Asks the target whether an earlier attempt with this call's key happened. */
  default ProbeResult probe(ActionCall call) throws InterruptedException {
    return new ProbeResult.CannotTell("'" + name() + "' has no way to ask");
  }

  /**
   * What an action expects.
   *
   * @param targetKind the kind of target it acts on
   * @param effects the classes that it can honour; a step that declares another is a problem
   * @param outputs the names of its output values
   * @param forms how some of its arguments are written
   * @param window for how long targets know a key again, where it is {@link EffectClass#KEYED}; for
   *     ever where it is silent
   */
  record Signature(
      String targetKind,
      Set<String> required,
      Set<String> optional,
      Set<EffectClass> effects,
      Set<String> outputs,
      Forms forms,
      Optional<Duration> window) {

    /**
     * How arguments are written that are no single texts, or no free ones.
     *
     * @param lists which of its arguments, required and optional ones, are lists of texts
     * @param literals which of its arguments have to stand in the runbook as they are, such as an
     *     SQL statement: nothing may be looked up in them
     * @param structures which of them are YAML, each with the argument that is the same as a text:
     *     in that, no value may stand between other things
     * @param values which of its lists hold values, such as those of an SQL statement; what stands
     *     in another list may be a word of a command, and may not begin like an option
     */
    public record Forms(
        Set<String> lists,
        Set<String> literals,
        Map<String, String> structures,
        Set<String> values) {
      public Forms {
        values = Set.copyOf(values);
        lists = Set.copyOf(lists);
        literals = Set.copyOf(literals);
        structures = Map.copyOf(structures);
      }
    }

    public Signature {
      required = Set.copyOf(required);
      optional = Set.copyOf(optional);
      effects = Set.copyOf(effects);
      outputs = Set.copyOf(outputs);
    }

    public Set<String> lists() {
      return forms.lists();
    }

    public Set<String> literals() {
      return forms.literals();
    }

    public Map<String, String> structures() {
      return forms.structures();
    }

    /** Of an action whose targets never forget a key. */
    public Signature(
        String targetKind,
        Set<String> required,
        Set<String> optional,
        Set<EffectClass> effects,
        Set<String> outputs,
        Set<String> lists,
        Set<String> literals) {
      this(
          targetKind,
          required,
          optional,
          effects,
          outputs,
          new Forms(lists, literals, Map.of(), Set.of()),
          Optional.empty());
    }

    /** The same, of an action whose targets forget a key after a while. */
    public Signature forgettingAfter(Duration time) {
      return new Signature(
          targetKind, required, optional, effects, outputs, forms, Optional.of(time));
    }

    /**
     * The same, with an argument that is written as YAML.
     *
     * @param text the argument that is the same as a text
     */
    public Signature withStructure(String name, String text) {
      Map<String, String> structures = new HashMap<>(structures());
      structures.put(name, text);
      return new Signature(
          targetKind,
          required,
          optional,
          effects,
          outputs,
          new Forms(lists(), literals(), structures, forms.values()),
          window);
    }

    /** The same, with lists whose elements are never words of a command. */
    public Signature withValues(String... names) {
      return new Signature(
          targetKind,
          required,
          optional,
          effects,
          outputs,
          new Forms(lists(), literals(), structures(), Set.of(names)),
          window);
    }

    /** Of an action whose arguments may all be looked up. */
    public Signature(
        String targetKind,
        Set<String> required,
        Set<String> optional,
        Set<EffectClass> effects,
        Set<String> outputs,
        Set<String> lists) {
      this(targetKind, required, optional, effects, outputs, lists, Set.of());
    }

    /** Of an action whose arguments are all single texts. */
    public Signature(
        String targetKind,
        Set<String> required,
        Set<String> optional,
        Set<EffectClass> effects,
        Set<String> outputs) {
      this(targetKind, required, optional, effects, outputs, Set.of(), Set.of());
    }
  }
}

package dev.deskhand.trees.yaml;

import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Template;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an installation has that trees may name.
 *
 * @param actions by name
 * @param runbooks by id
 * @param trees by name
 * @param pictures what the files beside the trees come to, by their names
 */
public record Known(
    Map<String, Action> actions,
    Map<String, Runbook> runbooks,
    Set<String> trees,
    Map<String, PictureReading> pictures) {

  /** Whether an action leaves the world as it is. */
  public enum Effect {
    READ_ONLY,
    CHANGES
  }

  /**
   * A step action.
   *
   * @param required names of arguments
   * @param optional names of arguments
   * @param outputs names of the values that it answers with
   */
  public record Action(
      Effect effect, Set<String> required, Set<String> optional, Set<String> outputs) {
    public Action {
      required = Set.copyOf(required);
      optional = Set.copyOf(optional);
      outputs = Set.copyOf(outputs);
    }
  }

  /**
   * A runbook.
   *
   * @param required names of inputs
   * @param optional names of inputs
   */
  public record Runbook(Set<String> required, Set<String> optional, Fit fit) {
    public Runbook {
      required = Set.copyOf(required);
      optional = Set.copyOf(optional);
    }

    /** One that takes every value. */
    public Runbook(Set<String> required, Set<String> optional) {
      this(required, optional, (_, _) -> Optional.empty());
    }
  }

  /** Which values a runbook takes. */
  @FunctionalInterface
  public interface Fit {
    /**
     * Why a value can't be given, as far as that is known before it is looked up; empty if it can.
     *
     * @param input one of the runbook's
     */
    Optional<String> refusal(String input, Template value);
  }

  public Known {
    actions = Map.copyOf(actions);
    runbooks = Map.copyOf(runbooks);
    trees = Set.copyOf(trees);
    pictures = Map.copyOf(pictures);
  }

  /** One without pictures. */
  public Known(Map<String, Action> actions, Map<String, Runbook> runbooks, Set<String> trees) {
    this(actions, runbooks, trees, Map.of());
  }

  /** The same with these pictures. */
  public Known with(Map<String, PictureReading> others) {
    return new Known(actions, runbooks, trees, others);
  }
}

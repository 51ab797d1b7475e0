package dev.deskhand.runbooks;

import dev.deskhand.content.InputType;
import dev.deskhand.content.Template;
import java.util.Optional;

/**
 * A value that a runbook needs.
 *
 * @param question asked when it is missing
 */
public record InputDeclaration(
    String name, InputType type, String question, Presence presence, Beginning beginning) {

  /** How a value may begin that becomes a word of a command. */
  public enum Beginning {
    /** Not with {@code -} or {@code @}, which would make an option or a file of it. */
    ORDINARY,
    /** However it likes: the command is one to which it makes no difference. */
    ANY
  }

  /** Of a value that is never an option of a command. */
  public InputDeclaration(String name, InputType type, String question, Presence presence) {
    this(name, type, question, presence, Beginning.ORDINARY);
  }

  /**
   * Why another file may not give this value; empty if it may, as far as that is known before it is
   * looked up.
   */
  public Optional<String> refusal(Template value) {
    if (presence instanceof Presence.Locked) {
      return Optional.of("'" + name + "': the runbook fixes it already; take it out");
    }
    return value.paths().isEmpty()
            && type.read(value.source()) instanceof InputType.Reading.Mismatch(String message)
        ? Optional.of("'" + name + "': " + message)
        : Optional.empty();
  }

  /** What happens when nobody gives it. */
  public sealed interface Presence {
    /** It is asked for. */
    record Required() implements Presence {}

    /** This value is taken. */
    record Default(String value) implements Presence {}

    /** The person who asks is taken. */
    record Requester() implements Presence {}

    /** This value is taken, and no other may be given. */
    record Locked(String value) implements Presence {}
  }
}

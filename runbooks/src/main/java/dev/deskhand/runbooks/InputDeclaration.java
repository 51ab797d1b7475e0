package dev.deskhand.runbooks;

import dev.deskhand.content.InputType;

/**
 * A value that a runbook needs.
 *
 * @param question asked when it is missing
 */
public record InputDeclaration(String name, InputType type, String question, Presence presence) {

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

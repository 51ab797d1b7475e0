package dev.deskhand.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is stopped: no new effect within a frozen scope is announced, on any replica. Freezing and
 * unfreezing are parts of an {@link Append}. Thread-safe.
 */
public interface Freeze {

  /**
   * What a freeze reaches.
   *
   * @param value {@code everything}, {@code runbook/NAME} or {@code target/NAME}
   */
  record Scope(String value) {
    private static final Pattern FORM =
        Pattern.compile("everything|(runbook|target)/[^\\p{Cntrl}]{1,200}");

    public static final Scope EVERYTHING = new Scope("everything");

    /**
     * A scope.
     *
     * @throws IllegalArgumentException if the text is of another form; the message says which
     */
    public Scope {
      if (!FORM.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "'" + value + "' can't be frozen: expected everything, runbook/NAME or target/NAME");
      }
    }

    /** The scope that a word names, if it names one. */
    public static Optional<Scope> parse(String word) {
      return FORM.matcher(word).matches() ? Optional.of(new Scope(word)) : Optional.empty();
    }

    public static Scope runbook(String name) {
      return new Scope("runbook/" + name);
    }

    public static Scope target(String name) {
      return new Scope("target/" + name);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * Why and since when something is frozen.
   *
   * @param by the person or process that froze it
   */
  record Frozen(Scope scope, String by, String why, Instant since) {}

  /** What an append does to what is stopped. */
  sealed interface Change {
    /** Stops; the first reason stays where a scope is frozen already. */
    record Stop(Frozen frozen) implements Change {}

    /** Lifts exactly this freeze; nothing where it is lifted already, or another has come. */
    record Lift(Frozen frozen) implements Change {}
  }

  /** What is frozen, the earliest first. */
  List<Frozen> frozen(TenantId tenant);
}

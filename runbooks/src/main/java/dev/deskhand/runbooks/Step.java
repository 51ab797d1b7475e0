package dev.deskhand.runbooks;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Template;
import java.util.Optional;

/**
 * One thing that a runbook does.
 *
 * @param title what people read while it runs; may look up inputs and {@code each}
 * @param when it is skipped unless this holds; over {@code inputs}, {@code each} and {@code steps}
 * @param lock one run at a time does it for each value; may look up inputs and {@code each}
 * @param ifLocked what a run does that finds the lock held
 */
public record Step(
    StepId id,
    Template title,
    Optional<Expression> when,
    OnFailure onFailure,
    Optional<Template> lock,
    IfLocked ifLocked,
    Work work) {}

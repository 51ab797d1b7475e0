package dev.deskhand.runbooks;

import dev.deskhand.content.Expression;
import java.time.Duration;
import java.util.Optional;

/**
 * One thing that a runbook does.
 *
 * @param title what people read while it runs
 * @param timeout of one attempt
 * @param when it is skipped unless this holds; over {@code inputs} and {@code steps}
 * @param undo what takes its effect back, if anything does
 */
public record Step(
    StepId id,
    String title,
    Call call,
    EffectClass effect,
    Retry retry,
    Duration timeout,
    Optional<Expression> when,
    Optional<Call> undo) {}

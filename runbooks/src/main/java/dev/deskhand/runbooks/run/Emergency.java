package dev.deskhand.runbooks.run;

import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import java.time.Instant;

/** A run for which somebody broke the glass, and that nobody else has reviewed yet. */
public record Emergency(RunId run, RunbookId runbook, PersonId by, String why, Instant since) {}

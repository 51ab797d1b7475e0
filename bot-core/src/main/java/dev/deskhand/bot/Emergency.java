package dev.deskhand.bot;

import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import java.time.Instant;

/** A run for which somebody broke the glass, and that nobody else has reviewed yet. */
public record Emergency(RunId run, RunbookId runbook, PersonId by, String why, Instant since) {}

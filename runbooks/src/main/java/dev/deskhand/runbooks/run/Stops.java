package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Leases;

/**
 * What keeps an announced effect from being made.
 *
 * @param leases without one that lasts, no effect is made
 * @param freeze what is stopped; looked at again where an announcement is a while ago
 */
public record Stops(Leases leases, Freeze freeze) {}

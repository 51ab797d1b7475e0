package dev.deskhand.permissions;

import java.time.Instant;

/**
 * Somebody said yes to exactly one plan.
 *
 * @param planDigest SHA-256 of the canonical plan that they saw; hexadecimal
 */
public record Approval(PersonId by, String planDigest, Instant at) {}

package dev.deskhand.permissions;

import java.time.Instant;
import java.util.Optional;

/**
 * An account of somebody.
 *
 * @param linked since when; empty for one of the people file
 */
public record HeldAccount(Account account, Optional<Instant> linked) {}

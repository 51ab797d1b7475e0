package dev.deskhand.bot.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * How much may be asked for.
 *
 * @param requests of one person: messages, commands and presses of buttons, and what the command
 *     line changes
 * @param starts of one person: runs that they ask for, by whatever way, and that triggers begin for
 *     them
 * @param tenantRequests of all people of a tenant, those that were within their own
 * @param tenantStarts the same of starts; counting them makes all of a tenant's wait for each other
 */
public record Allowances(
    Rate requests, Rate starts, Rate tenantRequests, Optional<Rate> tenantStarts) {
  /** Much more than anybody needs who works, and little enough to leave room for the others. */
  public static final Allowances DEFAULT =
      new Allowances(
          new Rate(60, Duration.ofMinutes(1)),
          new Rate(60, Duration.ofHours(1)),
          new Rate(6_000, Duration.ofMinutes(1)),
          Optional.empty());
}

package dev.deskhand.sandbox.teams.wire;

import dev.deskhand.sandbox.http.RateLimit.Window;
import java.time.Duration;
import java.util.List;

/**
 * How often Teams lets a bot speak
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). Changes and
 * removals are counted with what is posted.
 */
public final class Throttle {
  /** In one conversation; as often one may be begun with the same person. */
  public static final List<Window> CONVERSATION =
      List.of(
          new Window(7, Duration.ofSeconds(1)),
          new Window(8, Duration.ofSeconds(2)),
          new Window(60, Duration.ofSeconds(30)),
          new Window(1_800, Duration.ofHours(1)));

  /** In all conversations of a tenant together. */
  public static final List<Window> APP = List.of(new Window(50, Duration.ofSeconds(1)));

  private Throttle() {}
}

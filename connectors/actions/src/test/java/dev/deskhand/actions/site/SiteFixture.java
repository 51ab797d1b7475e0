package dev.deskhand.actions.site;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.Target;
import java.time.Duration;
import java.util.Map;

/** Calls about a site. */
final class SiteFixture {
  private SiteFixture() {}

  static ActionCall call(String address) {
    return new ActionCall(
        "walk-1.look",
        1,
        new Target("company-sites", "site", Map.of("site.shop", address)),
        Map.of("site", "shop"),
        Map.of(),
        Duration.ofSeconds(5),
        Calls.knowing(reference -> reference));
  }
}

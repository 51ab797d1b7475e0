package dev.deskhand.app.config;

import dev.deskhand.bot.BreakGlass;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.permissions.Role;
import java.time.Duration;
import java.util.List;

/** Reads what holds when somebody breaks the glass: the part {@code emergencies}. */
final class EmergenciesReader {
  private static final BreakGlass.Terms USUAL = BreakGlass.Terms.USUAL;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private EmergenciesReader() {}

  static BreakGlass.Terms read(YamlMapping part, Problems problems) {
    part.allowOnly(problems, "lasts", "tell");
    Duration lasts = part.duration("lasts", problems).orElse(USUAL.lasts());
    if (lasts.compareTo(SHORTEST) < 0 || lasts.compareTo(LONGEST) > 0) {
      problems.add(part.placeOf("lasts"), "'lasts': expected a time from 1m to 24h");
    }
    boolean isSaid = part.find("tell").isPresent();
    List<Role> told = new RolesReader(problems).list(part, "tell");
    if (isSaid && told.isEmpty()) {
      problems.add(part.placeOf("tell"), "'tell': expected a role at least: somebody has to know");
    }
    return new BreakGlass.Terms(lasts, isSaid ? told : USUAL.told());
  }
}

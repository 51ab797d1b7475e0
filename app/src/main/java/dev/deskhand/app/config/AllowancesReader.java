package dev.deskhand.app.config;

import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.limit.yaml.RateReader;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;

/** Reads how much may be asked for: the part {@code limits}. */
final class AllowancesReader {
  private static final Allowances USUAL = Allowances.DEFAULT;

  private AllowancesReader() {}

  static Allowances read(YamlMapping limits, Problems problems) {
    limits.allowOnly(problems, "person", "tenant");
    YamlMapping person = limits.mapping("person", problems);
    person.allowOnly(problems, "requests", "starts");
    YamlMapping tenant = limits.mapping("tenant", problems);
    tenant.allowOnly(problems, "requests", "starts");
    return new Allowances(
        RateReader.read(person, "requests", problems).orElse(USUAL.requests()),
        RateReader.read(person, "starts", problems).orElse(USUAL.starts()),
        RateReader.read(tenant, "requests", problems).orElse(USUAL.tenantRequests()),
        RateReader.read(tenant, "starts", problems));
  }
}

package dev.deskhand.app.config;

import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.limit.yaml.RateReader;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;

/** Reads how much may be asked for: the part {@code limits}. */
final class AllowancesReader {
  private static final int MOST_MEBIBYTES = 25;
  private static final Allowances USUAL = Allowances.DEFAULT;

  private AllowancesReader() {}

  /** How many bytes the files of one answer may have. */
  static long files(YamlMapping limits, Problems problems) {
    if (limits.find("files-mebibytes").isEmpty()) {
      return Settings.Listen.FILES;
    }
    long mebibytes = limits.integer("files-mebibytes", problems).orElse(0);
    if (mebibytes < 1 || mebibytes > MOST_MEBIBYTES) {
      problems.add(
          limits.placeOf("files-mebibytes"),
          "'files-mebibytes': expected 1 to " + MOST_MEBIBYTES + ", found " + mebibytes);
    }
    return mebibytes << 20;
  }

  static Allowances read(YamlMapping limits, Problems problems) {
    limits.allowOnly(problems, "person", "tenant", "files-mebibytes");
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

package dev.deskhand.bot.limit.yaml;

import dev.deskhand.bot.limit.Rate;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import java.time.Duration;
import java.util.Optional;

/** Reads rates: {@code { most: 60, per: 1m }}. */
public final class RateReader {
  private static final int MOST = 100_000;

  private RateReader() {}

  /** The rate that stands under a key; empty if there is none, or a problem. */
  public static Optional<Rate> read(YamlMapping in, String key, Problems problems) {
    if (in.find(key).isEmpty()) {
      return Optional.empty();
    }
    YamlMapping rate = in.mapping(key, problems);
    rate.allowOnly(problems, "most", "per");
    rate.require("most", problems);
    rate.require("per", problems);
    Optional<Integer> most = rate.integer("most", problems);
    Optional<Duration> per = rate.duration("per", problems);
    if (most.filter(it -> it < 1 || it > MOST).isPresent()) {
      problems.add(rate.placeOf("most"), "'most': expected 1 to " + MOST);
    }
    if (per.filter(it -> it.toSeconds() < 1).isPresent()) {
      problems.add(rate.placeOf("per"), "'per': expected at least 1s");
      return Optional.empty();
    }
    return most.flatMap(count -> per.map(span -> new Rate(count, span)));
  }
}

package dev.deskhand.runbooks.action;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values that people who attack type: written ones, and random mixtures of their parts, some of
 * them the same each time and others of a {@link FreshSeed}.
 */
public final class HostileValues {
  private static final String[] PARTS = {
    "-",
    "--",
    "@",
    "'",
    "\"",
    "`",
    "\\",
    "\n",
    "\r",
    "\0",
    "\t",
    " ",
    "$(touch x)",
    "${HOME}",
    ";",
    "&",
    "|",
    ">",
    "<",
    "*",
    "(",
    ")",
    "=",
    "..",
    "/",
    "%2e%2e",
    "%00",
    "?",
    "#",
    "{id}",
    "{{ inputs.x }}",
    "http://evil.example",
    "end",
    "deskhand: ran 0",
    "é",
    "\u202e",
    "😀",
    ","
  };
  private static final int MIXTURES = 10;
  private static final long SEED = 20261120;

  private HostileValues() {}

  /** None of them names anything that exists. */
  public static Stream<String> all() {
    Stream<String> written =
        Stream.of(
            "--help",
            "-rf /",
            "@/etc/passwd",
            "x'; touch pwned; '",
            "a\nend\n",
            "vpn\0gateway",
            "$(touch pwned)",
            "`touch pwned`",
            "*",
            "*)(uid=*",
            "ada)(|(uid=*",
            "../../admin",
            "x/../../admin",
            "http://evil.example/",
            "//evil.example/x",
            "x\r\nHost: evil.example",
            "",
            " ",
            "x".repeat(2_000_000));
    return Stream.concat(written, Stream.concat(mixtures(SEED), mixtures(FreshSeed.SEED)));
  }

  private static Stream<String> mixtures(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, MIXTURES).mapToObj(_ -> mixture(random));
  }

  private static String mixture(Random random) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      out.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return out.toString();
  }
}

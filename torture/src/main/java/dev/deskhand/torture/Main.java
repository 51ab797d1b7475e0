package dev.deskhand.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Attacks the engine: {@code torture SCENARIO --name value …}; docs/how-to/torture.md. */
public final class Main {
  private static final String USAGE =
      "torture crash|powerloss|race|takeover|freeze|flaky|selftest [--points N] [--seed S] …;"
          + " see docs/how-to/torture.md";

  private Main() {}

  /** Ends with 0 if all promises were kept, with 1 on a breach, with 2 if it was not understood. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.err.println(USAGE);
      System.exit(2);
    }
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    System.exit(run(arguments[0], rest));
  }

  private static int run(String scenario, List<String> rest) throws Exception {
    if (scenario.equals("world")) {
      World.serve(Path.of(rest.getFirst()));
      return 0;
    }
    if (scenario.equals("server")) {
      Server.serve(Server.Duty.read(rest));
      return 0;
    }
    return attack(scenario, Options.read(rest));
  }

  private static int attack(String scenario, Options options)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (Lab lab = new Lab(options.folder())) {
      Tally tally =
          switch (scenario) {
            case "selftest" -> new SelfTest(lab, options).run(options.points(400));
            case "powerloss" -> new PowerLoss(lab, options).run(options.points(600));
            case "flaky" -> new Flaky(lab, options).run(options.points(200));
            case "freeze" -> new Freezes(lab, options).run(options.points(1_000));
            case "race" -> new Processes(lab, options).races(options.points(3));
            case "takeover" -> new Processes(lab, options).takeovers(options.points(3));
            case "crash" ->
                options.by("kill")
                    ? new Processes(lab, options).kills(options.points(100))
                    : new Crash(lab, options, Sabotage.NONE).run(options.points(2_000));
            default -> throw new IllegalArgumentException(scenario + ": " + USAGE);
          };
      System.out.println(tally.line(scenario, (System.nanoTime() - began) / 1_000_000_000));
      if (options.wants("details", "yes")) {
        System.out.print(tally.details());
      }
      return tally.isClean() ? 0 : 1;
    }
  }
}

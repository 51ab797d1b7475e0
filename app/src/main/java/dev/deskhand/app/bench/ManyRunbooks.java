package dev.deskhand.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A catalogue of many runbooks, each of which asks for a value before it begins. */
final class ManyRunbooks {
  private ManyRunbooks() {}

  /** An installation with so many of them, in an empty folder. */
  static Site site(Path folder, int count) throws IOException {
    write(folder.resolve("many"), count);
    return Site.in(folder, "catalog: [many]");
  }

  private static void write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("many.cedar"),
        """
        @id("bench-many") @reason("The benchmark may ask for them.") @authority("automatic")
        permit (principal in Role::"staff", action in [Action::"see", Action::"start"], resource is Runbook)
        when { resource has audience && resource.audience == "bench" };
        """);
    for (int i = 0; i < count; i++) {
      Files.writeString(
          folder.resolve(name(i) + ".runbook.yaml"),
          """
          runbook: %1$s
          title: Measure %2$d
          risk: low
          audience: bench
          inputs:
            reason: { type: string, question: Why? }
          tell:
            succeeded: Measured.
            failed: Not measured.
          steps:
            - id: pause
              title: Wait
              wait: { for: 1h }
          """
              .formatted(name(i), i));
    }
  }

  /** The command that asks for one of them. */
  static String command(long number) {
    return "run " + name(number);
  }

  private static String name(long number) {
    return "measure-" + number;
  }
}

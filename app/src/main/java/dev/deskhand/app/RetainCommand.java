package dev.deskhand.app;

import dev.deskhand.app.config.Settings.Retention;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "retain",
    description =
        "Deletes now what has been kept for as long as the configuration says under 'retention'."
            + " The server does the same once a day. Export the audit first.")
final class RetainCommand implements Callable<Integer> {
  @Mixin private MaintenanceOption option;

  @Override
  public Integer call() {
    Retention retention = option.settings().keeping().retention();
    Map<String, Integer> deleted =
        option.with(
            stores -> {
              try (RetentionWorker worker =
                  new RetentionWorker(stores, retention, InstantSource.system())) {
                return worker.apply();
              }
            });
    deleted.forEach((what, count) -> System.out.println(count + " " + what + " deleted."));
    if (retention.equals(Retention.FOR_EVER)) {
      System.out.println("All else is kept for ever: the configuration has no 'retention'.");
    }
    return 0;
  }
}

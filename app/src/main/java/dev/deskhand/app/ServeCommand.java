package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "serve",
    description =
        "Runs an installation until it is stopped. Refuses to start when configuration, people,"
            + " catalogue or a secret are not in order, and says all of what is wrong.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = config.settings();
    Deskhand deskhand = Installation.open(settings, config.references(), InstantSource.system());
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  deskhand.close();
                  ended.countDown();
                },
                "serve-end"));
    System.out.println("Deskhand is ready: " + deskhand.address());
    ended.await();
    return 0;
  }
}

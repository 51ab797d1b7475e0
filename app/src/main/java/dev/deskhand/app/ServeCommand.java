package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description =
        "Runs an installation until it is stopped. Refuses to start when configuration, people,"
            + " catalogue or a secret are not in order, and says all of what is wrong.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Option(
      names = "--without-language",
      hidden = true,
      description = "Loads no language models: sentences are not understood. For measurements.")
  private boolean withoutLanguage;

  @Override
  public Integer call() throws InterruptedException {
    Deskhand deskhand = open();
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

  Deskhand open() {
    Settings settings = config.settings();
    return Installation.open(
        settings,
        config.references(),
        withoutLanguage ? Language.NONE : Language.of(settings),
        InstantSource.system());
  }
}

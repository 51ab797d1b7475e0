package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.log.QuietLog;
import dev.deskhand.runbooks.action.Redactor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--without-language",
      hidden = true,
      description = "Loads no language models: sentences are not understood. For measurements.")
  private boolean withoutLanguage;

  ServeCommand() {}

  /**
   * The plainest call, {@code serve [--config FILE]}, which is what services make; empty for every
   * other. It is read by hand because reading a line with picocli takes a start a tenth of a
   * second: no cache takes classes that were compiled for a Java as old as picocli's.
   */
  static Optional<ServeCommand> plainly(String... arguments) {
    boolean serves = arguments.length > 0 && arguments[0].equals("serve");
    if (serves && arguments.length == 1) {
      return Optional.of(of(ConfigOption.FILE, System.getenv()));
    }
    return serves
            && arguments.length == 3
            && ConfigOption.NAMES.contains(arguments[1])
            && !arguments[2].startsWith("-")
        ? Optional.of(of(arguments[2], System.getenv()))
        : Optional.empty();
  }

  /** A call that heeds nothing of this process's environment. */
  static ServeCommand secluded(String configuration) {
    return of(configuration, Map.of());
  }

  private static ServeCommand of(String configuration, Map<String, String> environment) {
    ServeCommand serve = new ServeCommand();
    serve.config = new ConfigOption(Path.of(configuration), environment);
    return serve;
  }

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
    Redactor secrets = new Redactor(config.references());
    config.references().keys().forEach(secrets::expect);
    Deskhand deskhand =
        Installation.open(
            settings,
            secrets,
            withoutLanguage ? Language.NONE : Language.of(settings),
            InstantSource.system());
    QuietLog.clean(secrets);
    return deskhand;
  }
}

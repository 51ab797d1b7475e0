package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.app.config.Settings.Listen;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An installation whose company is the sandbox; on loopback only, with identities of its own. */
public final class Demo implements AutoCloseable {
  private final Sandbox sandbox;
  private final Deskhand deskhand;

  private Demo(Sandbox sandbox, Deskhand deskhand) {
    this.sandbox = sandbox;
    this.deskhand = deskhand;
  }

  /**
   * Starts the sandbox and an installation over it.
   *
   * @param port on 127.0.0.1; 0 takes any that is free
   * @param data the folder of what it stores
   * @param catalogue the shipped one's folders
   */
  public static Demo start(int port, Path data, List<Path> catalogue) {
    return start(port, data, catalogue, Sandbox.start(), UnaryOperator.identity());
  }

  /**
   * The same over a sandbox that was started, and is closed with it.
   *
   * @param moved where its targets are, if not where it has them
   */
  static Demo start(
      int port,
      Path data,
      List<Path> catalogue,
      Sandbox sandbox,
      UnaryOperator<List<Target>> moved) {
    InstantSource clock = InstantSource.system();
    try {
      Settings settings =
          settings(
              port, data, offering(catalogue, data, clock), moved.apply(DemoTargets.of(sandbox)));
      return new Demo(
          sandbox,
          Installation.open(
              settings, DemoTargets.secrets(sandbox, data), Language.of(settings), clock));
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  private static Settings settings(
      int port, Path data, List<Path> catalogue, List<Target> targets) {
    return new Settings(
        new Listen("127.0.0.1", port),
        URI.create("http://127.0.0.1:" + port),
        data,
        Settings.Keeping.in(new Settings.DatabaseChoice.Sqlite()),
        new Settings.Offered(catalogue),
        people(data),
        Doors.NONE,
        new Settings.Described(targets));
  }

  /**
   * A catalogue as the practice company would have it, read and checked; nothing is started.
   *
   * @throws dev.deskhand.content.ContentException if anything is wrong with it
   */
  static Content content(Path data, List<Path> catalogue) {
    List<Path> whole = offering(catalogue, data, InstantSource.system());
    return Installation.read(settings(0, data, whole, List.of())).checked();
  }

  public Deskhand deskhand() {
    return deskhand;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public void close() {
    deskhand.close();
    sandbox.close();
  }

  /** Somebody of the practice company answers for what is offered there. */
  private static List<Path> offering(List<Path> catalogue, Path data, InstantSource clock) {
    Path offers = data.resolve("offers");
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    OfferAdoption.adopt(catalogue, offers, new PersonId("elena"), today.plusDays(180));
    return Stream.concat(catalogue.stream(), Stream.of(offers)).toList();
  }

  private static Path people(Path data) {
    Path file = data.resolve("people.yaml");
    try (InputStream shipped = Demo.class.getResourceAsStream("demo-people.yaml")) {
      if (shipped == null) {
        throw new IllegalStateException("demo-people.yaml is missing in this build");
      }
      Files.createDirectories(data);
      Files.write(file, shipped.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file, e);
    }
  }
}

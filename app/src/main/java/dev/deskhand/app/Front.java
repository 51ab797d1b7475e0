package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.storage.Stores;
import dev.deskhand.web.Component;
import io.javalin.Javalin;
import java.util.List;
import java.util.Optional;

/**
 * An installation that listens: its database and its doors are open, and what comes in is stored,
 * whether or not anybody works it yet.
 */
final class Front implements AutoCloseable {
  private final Behind behind;
  private final Pulse pulse;
  private final Javalin server;

  /** What is behind it. */
  record Behind(Stores stores, PersonalVault vault, Doors doors, Editions editions, Aside aside) {}

  private Front(Behind behind) {
    this.behind = behind;
    this.pulse = new Pulse(behind.stores().journal(), behind.stores().leases());
    this.server = behind.doors().server(this::components);
  }

  /** Listens; returns when the first request can come. */
  static Front open(Behind behind, Settings.Listen listen) {
    Front front = new Front(behind);
    try {
      front.server.start(listen.host(), listen.port());
      behind.doors().reachOut();
      return front;
    } catch (RuntimeException e) {
      behind.aside().close();
      behind.stores().close();
      throw e;
    }
  }

  Stores stores() {
    return behind.stores();
  }

  PersonalVault vault() {
    return behind.vault();
  }

  Aside aside() {
    return behind.aside();
  }

  Doors doors() {
    return behind.doors();
  }

  Javalin server() {
    return server;
  }

  int port() {
    return server.port();
  }

  /** Takes no more requests. */
  void closeDoors() {
    doors().close();
    server.stop();
    behind.aside().close();
  }

  @Override
  public void close() {
    closeDoors();
    stores().close();
  }

  private List<Component> components() {
    Optional<Edition> edition = behind.editions().now();
    return List.of(
        Component.of("database", pulse.state()),
        catalogue(edition),
        Component.of(
            "understanding",
            edition.filter(it -> it.parser().isReady()).isPresent()
                ? Component.State.READY
                : Component.State.LOADING));
  }

  private Component catalogue(Optional<Edition> edition) {
    Component.State state =
        behind.editions().isStale() ? Component.State.STALE : Component.State.READY;
    return edition
        .map(it -> new Component("catalogue", state, Optional.of(it.version().toString())))
        .orElseGet(() -> Component.of("catalogue", Component.State.LOADING));
  }
}

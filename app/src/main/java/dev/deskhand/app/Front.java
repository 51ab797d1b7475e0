package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.Console;
import dev.deskhand.bot.intent.LoadingIntentParser;
import dev.deskhand.journal.JournalException;
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
  private final Stores stores;
  private final PersonalVault vault;
  private final Doors doors;
  private final Optional<GroupsWorker> groups;
  private final Javalin server;
  private volatile Optional<LoadingIntentParser> parser = Optional.empty();
  private volatile Optional<Console> console = Optional.empty();

  private Front(Stores stores, PersonalVault vault, Doors doors, Optional<GroupsWorker> groups) {
    this.stores = stores;
    this.groups = groups;
    this.vault = vault;
    this.doors = doors;
    this.server = doors.server(this::components, () -> console);
  }

  /** Listens; returns when the first request can come. */
  static Front open(
      Stores stores,
      PersonalVault vault,
      Doors doors,
      Optional<GroupsWorker> groups,
      Settings.Listen listen) {
    Front front = new Front(stores, vault, doors, groups);
    try {
      front.server.start(listen.host(), listen.port());
      return front;
    } catch (RuntimeException e) {
      groups.ifPresent(GroupsWorker::close);
      stores.close();
      throw e;
    }
  }

  /** From now on requests are worked. */
  void workedBy(LoadingIntentParser loading, Console spoken) {
    parser = Optional.of(loading);
    console = Optional.of(spoken);
  }

  Stores stores() {
    return stores;
  }

  PersonalVault vault() {
    return vault;
  }

  Doors doors() {
    return doors;
  }

  Javalin server() {
    return server;
  }

  int port() {
    return server.port();
  }

  /** Takes no more requests. */
  void closeDoors() {
    doors.web().close();
    server.stop();
    groups.ifPresent(GroupsWorker::close);
  }

  @Override
  public void close() {
    closeDoors();
    stores.close();
  }

  private List<Component> components() {
    Optional<LoadingIntentParser> loading = parser;
    return List.of(
        new Component("database", database()),
        component("catalogue", loading.isPresent()),
        component("understanding", loading.map(LoadingIntentParser::isReady).orElse(false)));
  }

  private Component.State database() {
    try {
      stores.journal().bookmark("health");
      return Component.State.READY;
    } catch (JournalException e) {
      return Component.State.FAILED;
    }
  }

  private static Component component(String name, boolean isReady) {
    return new Component(name, isReady ? Component.State.READY : Component.State.LOADING);
  }
}

package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.name.DirectoryNames;
import dev.deskhand.runbooks.action.Secrets;
import java.time.InstantSource;
import java.util.Optional;

/** What reads a directory while others work. */
record Aside(Optional<GroupsWorker> groups, Optional<NamesWorker> names) implements AutoCloseable {
  static Aside start(Settings.Doors doors, Secrets secrets, InstantSource clock) {
    return new Aside(
        doors.groups().map(it -> new GroupsWorker(it, secrets, clock).start()),
        doors.names().map(it -> new NamesWorker(it, secrets).start()));
  }

  /** How the directory's people and groups are called, as far as it was read. */
  DirectoryNames known() {
    return names.map(NamesWorker::names).orElseGet(DirectoryNames::none);
  }

  @Override
  public void close() {
    groups.ifPresent(GroupsWorker::close);
    names.ifPresent(NamesWorker::close);
  }
}

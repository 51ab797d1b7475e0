package dev.deskhand.app;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A module of the house, and the rooms below it on the ladder: what it may import. */
@SuppressWarnings("ImmutableEnumChecker") // the list is a copy
enum Room {
  CONTENT("content"),
  JOURNAL("journal"),
  PERMISSIONS("permissions", CONTENT, JOURNAL),
  DECISION_TREES("trees", CONTENT, JOURNAL),
  RUNBOOKS("runbooks", PERMISSIONS),
  BOT_CORE("bot", RUNBOOKS, DECISION_TREES),
  STORAGE("storage", BOT_CORE),
  AUDIT("audit", JOURNAL),
  ACTIONS("actions", BOT_CORE),
  DESKS("desks", BOT_CORE),
  SLACK("slack", BOT_CORE),
  TEAMS("teams", BOT_CORE),
  WEB("web", BOT_CORE),
  SANDBOX("sandbox"),
  TORTURE("torture", STORAGE),
  APP("app", STORAGE, AUDIT, ACTIONS, DESKS, SLACK, TEAMS, WEB, SANDBOX);

  private final String pkg;
  private final List<Room> directlyBelow;

  Room(String folder, Room... directlyBelow) {
    this.pkg = "dev.deskhand." + folder;
    this.directlyBelow = List.of(directlyBelow);
  }

  /** This room's package and all inside it, as ArchUnit writes them. */
  String packages() {
    return pkg + "..";
  }

  /** What this room must not import: whatever is neither itself nor below it. */
  String[] forbidden() {
    return Arrays.stream(values())
        .filter(room -> !mayImport(room))
        .map(Room::packages)
        .toArray(String[]::new);
  }

  private boolean mayImport(Room other) {
    return other == this || directlyBelow.stream().anyMatch(room -> room.mayImport(other));
  }

  static String[] packagesOf(Room... rooms) {
    return Stream.of(rooms).map(Room::packages).toArray(String[]::new);
  }
}

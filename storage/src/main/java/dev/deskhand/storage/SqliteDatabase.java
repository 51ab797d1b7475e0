package dev.deskhand.storage;

import java.nio.file.Path;

/**
 * A file of this machine, for one process at a time. The embedded default.
 *
 * @param file made when it is missing, with its folder, readable by the owner alone; {@code -wal},
 *     {@code -shm} and {@code .lock} files stand beside it. Not on a network file system: the
 *     write-ahead log needs shared memory (sqlite.org/wal.html)
 */
public record SqliteDatabase(Path file) implements Database {
  public SqliteDatabase {
    file = file.toAbsolutePath().normalize();
  }
}

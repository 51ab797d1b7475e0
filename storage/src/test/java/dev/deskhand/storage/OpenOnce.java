package dev.deskhand.storage;

import dev.deskhand.journal.JournalException;
import java.nio.file.Path;
import java.time.InstantSource;

/** A second process that wants the same file. */
final class OpenOnce {
  private OpenOnce() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    try (Stores stores =
        Stores.open(
            new SqliteDatabase(folder.resolve("journal.db")),
            folder.resolve("keys.db"),
            InstantSource.system())) {
      System.out.println("opened, the journal is at " + stores.journal().bookmark("any"));
    } catch (JournalException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }
}

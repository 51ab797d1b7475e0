package dev.deskhand.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    description = {
      "Copies the SQLite database into a file that is not there yet, while the server works. The"
          + " copy is frozen: started from it, Deskhand makes no effects until somebody lifts"
          + " that.",
      "People's words are in it sealed, and their keys are not: those go into a file and a backup"
          + " of their own. With PostgreSQL, use pg_dump."
    })
final class BackupCommand implements Callable<Integer> {
  @Mixin private MaintenanceOption option;

  @Parameters(paramLabel = "FILE", description = "Where to.")
  private Path file;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "Copies the keys of persons, too, into this file.")
  private @Nullable Path keys;

  @Override
  public Integer call() {
    option.with(
        stores -> {
          stores.backUp(file.toAbsolutePath());
          Path apart = keys;
          if (apart != null) {
            stores.backUpPersonalKeys(apart.toAbsolutePath());
          }
          return file;
        });
    System.out.println("The database is backed up to " + file + ", frozen.");
    return 0;
  }
}

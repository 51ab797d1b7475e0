package dev.deskhand.storage;

import dev.deskhand.journal.JournalException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files and folders that nobody but their owner can read. What exists already keeps the
 * permissions that somebody gave it.
 */
final class OwnerOnly {
  private OwnerOnly() {}

  static void file(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder, permissions(folder, "rwx------"));
      }
      Files.createFile(file, permissions(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file)) {
        throw new JournalException("open " + file + ": it is not a file; name another path", e);
      }
    } catch (IOException e) {
      throw new JournalException(
          "make %s: %s; let the account that runs Deskhand write there".formatted(file, e), e);
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String mode) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
    };
  }
}

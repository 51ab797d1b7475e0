package dev.deskhand.app;

import dev.deskhand.bot.offer.yaml.OfferReader;
import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Somebody answers for the offers that are shipped as drafts. */
final class OfferAdoption {
  private OfferAdoption() {}

  /** Copies every offer of some folders into another, with an owner and a day of review. */
  static void adopt(List<Path> folders, Path into, PersonId owner, LocalDate review) {
    try {
      Files.createDirectories(into);
      for (Path folder : folders) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file :
              files.filter(it -> it.toString().endsWith(OfferReader.ENDING)).toList()) {
            Files.writeString(
                into.resolve(file.getFileName()),
                Files.readString(file) + "owner: " + owner + "\nreview: " + review + "\n");
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't copy offers to " + into, e);
    }
  }
}

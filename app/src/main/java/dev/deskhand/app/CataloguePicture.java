package dev.deskhand.app;

import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A picture among a catalogue's files: what it comes to, and its bytes where it can be shown. */
final class CataloguePicture {
  private final PictureReading reading;
  private final byte[] bytes;

  private CataloguePicture(PictureReading reading, byte[] bytes) {
    this.reading = reading;
    this.bytes = bytes;
  }

  /** Whether a file's name is one of a picture. */
  static boolean isNamed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(".png", ".jpg", ".jpeg", ".gif").anyMatch(lower::endsWith);
  }

  /**
   * Reads one, of which nothing is wrong until a tree names it. A link that leads out of the
   * catalogue is not followed.
   *
   * @param folders the catalogue's
   */
  static CataloguePicture read(Path file, List<Path> folders) {
    try {
      Path real = file.toRealPath();
      if (folders.stream().noneMatch(folder -> holds(folder, real))) {
        return refused("is a link that leads out of the catalogue");
      }
      try (InputStream in = Files.newInputStream(real)) {
        return of(in.readNBytes(PictureFile.LARGEST + 1));
      }
    } catch (IOException _) {
      return refused("can't be read: look at its owner and rights");
    }
  }

  /** One that can't be shown, and why. */
  static CataloguePicture refused(String why) {
    return new CataloguePicture(new PictureReading.Refused(why), new byte[0]);
  }

  private static boolean holds(Path folder, Path real) {
    try {
      return real.startsWith(folder.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }

  /** The picture that these bytes are. */
  static CataloguePicture of(byte[] bytes) {
    PictureReading reading = PictureReading.of(bytes);
    boolean isShown = reading instanceof PictureReading.Proven;
    return new CataloguePicture(reading, isShown ? bytes : new byte[0]);
  }

  PictureReading reading() {
    return reading;
  }

  /** None where it can't be shown. */
  byte[] bytes() {
    return bytes;
  }

  /** What changes when it does. */
  String mark() {
    return switch (reading) {
      case PictureReading.Proven(PictureFile file) -> file.sha256();
      case PictureReading.Refused(String why) -> why;
    };
  }
}

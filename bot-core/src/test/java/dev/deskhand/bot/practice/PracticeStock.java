package dev.deskhand.bot.practice;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import dev.deskhand.journal.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files in memory. Thread-safe. */
public final class PracticeStock implements FileStock {
  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
  private volatile boolean isOpen;

  /** Keeps a text, as a run's. */
  public Attachment keep(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String sha256 = Sha256.hex(text);
    kept.put(sha256, bytes);
    return new Attachment(
        name, "text/plain", bytes.length, sha256, "/requests/r-1/files/" + sha256);
  }

  /** What retention does. */
  public void forget(Attachment file) {
    kept.remove(file.sha256());
  }

  /** Keeps a picture. */
  public PictureFile keep(byte[] picture) {
    if (PictureReading.of(picture) instanceof PictureReading.Proven(PictureFile file)) {
      kept.put(file.sha256(), picture);
      return file;
    }
    throw new IllegalArgumentException("no picture");
  }

  /** As if the catalogue showed it no more. */
  public void forget(PictureFile picture) {
    kept.remove(picture.sha256());
  }

  /** Clients reach the portal from outside from now on. */
  public void open() {
    isOpen = true;
  }

  @Override
  public Optional<byte[]> bytes(PictureFile picture) {
    return Optional.ofNullable(kept.get(picture.sha256()));
  }

  @Override
  public URI address(PictureFile picture) {
    return URI.create("https://desk.example/catalogue/pictures/" + picture.sha256());
  }

  @Override
  public Optional<URI> openAddress(PictureFile picture) {
    return isOpen
        ? Optional.of(URI.create("https://desk.example/pictures/" + picture.sha256() + "?sign=x"))
        : Optional.empty();
  }

  @Override
  public Optional<byte[]> bytes(Attachment file) {
    return Optional.ofNullable(kept.get(file.sha256()));
  }

  @Override
  public URI address(Attachment file) {
    return URI.create("https://desk.example" + file.place());
  }
}

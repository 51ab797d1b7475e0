package dev.deskhand.bot.practice;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.journal.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files in memory. Thread-safe. */
public final class PracticeStock implements FileStock {
  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

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

  @Override
  public Optional<byte[]> bytes(Attachment file) {
    return Optional.ofNullable(kept.get(file.sha256()));
  }

  @Override
  public URI address(Attachment file) {
    return URI.create("https://desk.example" + file.place());
  }
}

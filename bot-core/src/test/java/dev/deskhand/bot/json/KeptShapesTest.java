package dev.deskhand.bot.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Event;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.Emergency;
import dev.deskhand.runbooks.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Emergencies, one-time secrets and uploads can be read for ever: the golden file is never changed,
 * only added to.
 */
final class KeptShapesTest {
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00.123456Z");
  private static final PersonId ADA = new PersonId("ada");
  private static final RunId RUN = new RunId("r-1");
  private static final Emergency EMERGENCY =
      new Emergency(RUN, new RunbookId("restart-service"), ADA, "nobody \"else\" is up ü", AT);
  private static final SecretJson.Kept SECRET =
      new SecretJson.Kept(ADA, "ab".repeat(32), "p1:c2U=");

  private static List<Event> everything() {
    return List.of(
        EmergencyJson.broken(EMERGENCY),
        EmergencyJson.reviewed(),
        SecretJson.kept(SECRET),
        SecretJson.shown(),
        UploadJson.write("ada", "cd".repeat(32)));
  }

  private static List<String> golden() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/golden/kept-1.txt"));
  }

  /** The stored event at this place. */
  private static Event stored(int place) throws IOException {
    String[] parts = golden().get(place).split(" ", 3);
    return new Event(parts[0], Integer.parseInt(parts[1]), parts[2]);
  }

  @Test
  void everything_is_written_as_it_always_was() throws IOException {
    assertThat(everything())
        .extracting(it -> it.type() + " " + it.version() + " " + it.body())
        .isEqualTo(golden());
  }

  @Test
  void an_emergency_that_was_ever_written_can_be_read() throws IOException {
    StreamKey key = new StreamKey(TenantId.DEFAULT, new StreamId("emergency", RUN.value()));
    RecordedEvent broken = new RecordedEvent(new Position(1), key, 1, AT, stored(0));

    assertThat(EmergencyJson.read(RUN, broken)).isEqualTo(EMERGENCY);
  }

  @Test
  void a_secret_that_was_ever_written_can_be_read() throws IOException {
    assertThat(SecretJson.isKept(stored(2))).isTrue();
    assertThat(SecretJson.read(stored(2))).isEqualTo(SECRET);
    assertThat(SecretJson.isKept(stored(3))).isFalse();
  }

  @Test
  void an_upload_that_was_ever_written_can_be_read() throws IOException {
    assertThat(UploadJson.subject(stored(4))).isEqualTo("ada");
    assertThat(UploadJson.artefact(stored(4))).isEqualTo("cd".repeat(32));
  }
}

package dev.deskhand.bot.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.Schedule;
import dev.deskhand.bot.trigger.ScheduleEvent;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.bot.trigger.Verdict;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.OneKey;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.WalkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What triggers did can be read for ever: the golden file is never changed, only added to. */
final class TriggerShapesTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00.123456Z");
  private static final TriggerEventJson JSON =
      new TriggerEventJson(new PersonalVault(new OneKey()));

  private static List<CaseEvent> cases() {
    TriggerName unlock = new TriggerName("unlock-locked-account");
    return Stream.concat(
            Stream.of(TicketChange.values())
                .<CaseEvent>map(
                    change ->
                        new CaseEvent.Considered(
                            "rt/it 1234",
                            change,
                            List.of(),
                            "nothing",
                            Optional.empty(),
                            Optional.empty())),
            Stream.<CaseEvent>of(
                new CaseEvent.Considered(
                    "rt/it 1234",
                    TicketChange.CREATED,
                    List.of(
                        new Verdict(unlock, Verdict.Answer.MATCHED, "it fits"),
                        new Verdict(unlock, Verdict.Answer.PASSED, "its filter does not hold")),
                    "walk w-1",
                    Optional.of(new WalkId("w-1")),
                    Optional.empty()),
                new CaseEvent.Yielded("somebody took it"),
                new CaseEvent.Closed("it was closed"),
                new CaseEvent.Resumed("it was opened again"),
                new CaseEvent.Linked(
                    new ConversationId("slack", "T1:C1:17.0001"), new PersonId("ada")),
                new CaseEvent.Taken(
                    new ConversationId("slack", "T1:C1:17.0001"), new PersonId("sam")),
                new CaseEvent.Considered(
                    "rt/it 1234",
                    TicketChange.CREATED,
                    List.of(),
                    "run r-1",
                    Optional.empty(),
                    Optional.of(new RunId("r-1"))),
                new CaseEvent.Heard("FIELD_CHANGED/state", "f7", AT),
                new CaseEvent.FilesKept(
                    "in-1",
                    new PersonId("ada"),
                    List.of(
                        new KeptFile(
                            new Personal("ada", "a b.png"),
                            "image/png",
                            12,
                            "ab".repeat(32),
                            "cd".repeat(32))))))
        .toList();
  }

  private static List<ScheduleEvent> schedules() {
    return List.of(
        new ScheduleEvent.Began("00ff"),
        new ScheduleEvent.Withdrawn(),
        new ScheduleEvent.Fired(AT, Optional.of(new RunId("r-1")), "run r-1"),
        new ScheduleEvent.Fired(AT, Optional.empty(), "refused"),
        new ScheduleEvent.Missed(AT, AT, 3, Schedule.Missed.RUN_ONCE),
        new ScheduleEvent.Missed(AT, AT, 3, Schedule.Missed.SKIP),
        new ScheduleEvent.Skipped(AT, new RunId("r-1")),
        new ScheduleEvent.Queued(AT));
  }

  private static List<String> golden() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/golden/triggers-1.txt"));
  }

  private static String line(Event event) {
    return event.type() + " " + event.version() + " " + event.body();
  }

  private static RecordedEvent recorded(String line) {
    String[] parts = line.split(" ", 3);
    return new RecordedEvent(
        new Position(1),
        new StreamKey(TENANT, new StreamId("case", "rt-42")),
        1,
        Instant.EPOCH,
        new Event(parts[0], Integer.parseInt(parts[1]), parts[2]));
  }

  @Test
  void every_event_is_written_as_it_always_was() throws IOException {
    Stream<Event> all =
        Stream.concat(
            cases().stream().map(it -> JSON.write(TENANT, it)),
            schedules().stream().map(it -> JSON.write(TENANT, it)));

    assertThat(all.map(TriggerShapesTest::line).map(StoredShapesTest::unsealed).toList())
        .isEqualTo(golden().stream().map(StoredShapesTest::unsealed).toList());
  }

  @Test
  void every_type_that_is_stored_has_an_example() {
    assertThat(Stream.concat(cases().stream(), schedules().stream()))
        .extracting(Object::getClass)
        .containsAll(StoredShapesTest.types(CaseEvent.class, ScheduleEvent.class));
  }

  @Test
  void every_event_that_was_ever_written_can_be_read() throws IOException {
    List<RecordedEvent> all = golden().stream().map(TriggerShapesTest::recorded).toList();

    assertThat(all.stream().limit(cases().size()).map(JSON::readCase).toList()).isEqualTo(cases());
    assertThat(all.stream().skip(cases().size()).map(JSON::readSchedule).toList())
        .isEqualTo(schedules());
  }

  @Test
  void types_and_versions_of_a_later_release_say_to_upgrade() {
    for (String line : List.of("case-dreamt 1 {}", "case-closed 2 {\"why\":\"\"}")) {
      assertThatThrownBy(() -> JSON.readCase(recorded(line))).hasMessageContaining("upgrade");
    }
    assertThatThrownBy(() -> JSON.readSchedule(recorded("schedule-began 2 {}")))
        .hasMessageContaining("upgrade");
  }
}

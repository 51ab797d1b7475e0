package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.ScheduleEvent;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.bot.trigger.Verdict;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.storage.SqliteDatabase;
import dev.deskhand.storage.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deskhand why} says of what is in the database of a server that stands still. */
final class WhyCommandTest {
  private static final Instant NIGHT = Instant.parse("2026-11-20T02:00:00Z");

  @TempDir private static Path folder;

  @BeforeAll
  static void something_happened() throws Exception {
    Shipped.home(folder.resolve("home"));
    House.write(folder, "people.yaml", House.people(Map.of()));
    House.write(folder, "deskhand.yaml", "people: people.yaml\n");
    Path data = Files.createDirectories(folder.resolve("data"));
    try (Stores stores =
        Stores.open(
            new SqliteDatabase(data.resolve("deskhand.db")),
            data.resolve("personal-keys.db"),
            InstantSource.system())) {
      PersonalVault vault = new PersonalVault(stores.personalKeys());
      Append.Builder append = Append.in(TenantId.DEFAULT);
      cases(append, new CaseStore(stores.journal(), vault));
      schedules(append, new ScheduleStore(stores.journal(), vault));
      stores.journal().append(append.build());
    }
  }

  private static void cases(Append.Builder into, CaseStore cases) {
    cases.write(
        into,
        cases.load(TenantId.DEFAULT, new TicketRef("rt", "42")),
        List.of(
            new CaseEvent.Considered(
                "rt/it 1234",
                TicketChange.CREATED,
                List.of(
                    new Verdict(
                        new TriggerName("unlock-locked-account"),
                        Verdict.Answer.MATCHED,
                        "it fits"),
                    new Verdict(
                        new TriggerName("vpn-form"),
                        Verdict.Answer.PASSED,
                        "its filter does not hold")),
                "run r-1",
                Optional.empty(),
                Optional.of(new RunId("r-1"))),
            new CaseEvent.Yielded("somebody of the desk took it"),
            new CaseEvent.Closed("it was closed"),
            new CaseEvent.Resumed("it was opened again")));
    cases.write(
        into,
        cases.load(TenantId.DEFAULT, new TriggerName("monitor"), NIGHT),
        List.of(
            new CaseEvent.Considered(
                "hook/monitor a-7",
                TicketChange.CREATED,
                List.of(new Verdict(new TriggerName("monitor"), Verdict.Answer.MATCHED, "it fits")),
                "run r-2",
                Optional.empty(),
                Optional.empty())));
  }

  private static void schedules(Append.Builder into, ScheduleStore schedules) {
    schedules.write(
        into,
        schedules.load(ScheduleStore.key(TenantId.DEFAULT, new TriggerName("nightly-check"))),
        StreamState.asleep(),
        List.of(
            new ScheduleEvent.Began("1"),
            new ScheduleEvent.Fired(NIGHT, Optional.of(new RunId("r-3")), "run r-3"),
            new ScheduleEvent.Skipped(NIGHT.plusSeconds(60), new RunId("r-3"))));
  }

  private static Terminal.Answer why(String what) {
    return new Terminal(folder.resolve("home"))
        .call("why", what, "--config", folder.resolve("deskhand.yaml").toString());
  }

  @Test
  void of_a_ticket_it_tells_every_event_and_what_each_trigger_made_of_it() {
    Terminal.Answer answer = why("rt-42");

    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(answer.text())
        .containsSubsequence(
            "created, delivery rt/it 1234: run r-1",
            "answered  unlock-locked-account: it fits",
            "passed    vpn-form: its filter does not hold",
            "left to the desk's people: somebody of the desk took it",
            "closed: it was closed",
            "taken up: it was opened again");
  }

  @Test
  void a_delivery_and_a_webhook_are_found_by_their_names() {
    assertThat(why("1234").text())
        .contains("answered  unlock-locked-account")
        .doesNotContain("r-2");
    assertThat(why("monitor").text()).contains("delivery hook/monitor a-7: run r-2");
  }

  @Test
  void of_a_schedule_it_tells_its_occurrences() {
    assertThat(why("nightly-check").text())
        .containsSubsequence(
            "counts from here on",
            "due 2026-11-20T02:00:00Z: run r-3",
            "due 2026-11-20T02:01:00Z: skipped, r-3 still goes on");
  }

  @Test
  void of_what_is_not_known_it_says_so_and_ends_with_1() {
    Terminal.Answer answer = why("rt-43");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text()).contains("Nothing is known of 'rt-43'");
  }
}

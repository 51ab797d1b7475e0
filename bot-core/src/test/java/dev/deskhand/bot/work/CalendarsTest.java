package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static dev.deskhand.bot.work.House.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.RunStarter.Preview;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.trigger.ScheduleEvent;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in a calendar starts while it is open, whoever or whatever begins it. */
final class CalendarsTest {
  private static final String FOR_TICKETS =
      """
      trigger: calm-down
      title: Do it at night
      on: { desk: rt, event: [created, commented] }
      filter: ticket.subject == "calm"
      start: calm
      as: desk-triggers
      """;

  private static final String NIGHTLY =
      """
      trigger: nightly
      title: Do it twice a day
      on: { schedule: "0 11,21 * * *", time-zone: UTC }
      start: calm
      as: desk-triggers
      """;

  private static final String SENTENCE =
      "Outside the maintenance window 'evening'; it opens on Sun 1 Mar 20:00 (UTC).";

  /** At nine in the morning. */
  private final House house = new House(List.of(FOR_TICKETS, NIGHTLY));

  private String ticketSays(String delivery) {
    house.files(delivery, Verification.VERIFIED, "calm");
    house.settle();
    return house.store.outcome(TENANT, "rt/desk", delivery).orElseThrow();
  }

  private Run last() {
    return house.runs.recent(TENANT, 1).findFirst().orElseThrow().run();
  }

  private void untilEvening() {
    house.pass(Duration.ofHours(11).plusMinutes(30));
  }

  @Test
  void in_chat_it_is_refused_with_when_it_opens_and_begins_once_it_has() {
    house.commands("ada", "d-1", "run calm");
    house.settle();

    assertThat(house.outside.last("ada").message().text())
        .contains("calendar that is closed", SENTENCE);
    assertThat(house.store.recent(TENANT, "run", 1)).isEmpty();

    untilEvening();
    house.commands("ada", "d-2", "run calm");
    house.settle();

    assertThat(house.outside.said("ada").getLast()).contains("All is calm.");
  }

  @Test
  void a_ticket_begins_nothing_and_the_desk_reads_why() {
    assertThat(ticketSays("e-1")).startsWith("refused: ").endsWith(SENTENCE);

    assertThat(house.store.recent(TENANT, "run", 1)).isEmpty();
    assertThat(house.outside.notes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.ticket()).isEqualTo(TICKET);
              assertThat(note.visibility()).isEqualTo(Outbound.Visibility.INTERNAL);
              assertThat(note.text()).contains("calm-down", SENTENCE);
            });
  }

  @Test
  void at_night_a_ticket_begins_it() {
    untilEvening();

    assertThat(ticketSays("e-1")).startsWith("run r-");
  }

  @Test
  void a_schedule_records_the_refusal_and_begins_it_at_its_next_hour_that_is_open() {
    house.enrol();
    house.pass(Duration.ofHours(2));
    house.pass(Duration.ofHours(10));

    ScheduleStore schedules = new ScheduleStore(house.store, house.vault);
    List<ScheduleEvent.Fired> fired =
        house.store.read(ScheduleStore.key(TENANT, new TriggerName("nightly"))).events().stream()
            .map(schedules::read)
            .filter(ScheduleEvent.Fired.class::isInstance)
            .map(ScheduleEvent.Fired.class::cast)
            .toList();

    assertThat(fired).hasSize(2);
    assertThat(fired.getFirst().run()).isEmpty();
    assertThat(fired.getFirst().outcome()).startsWith("refused: ").contains("20:00 (UTC)");
    assertThat(fired.getLast().run()).isPresent();
  }

  @Test
  void whoever_only_asks_what_would_be_done_reads_when_it_opens() {
    Preview preview =
        house.console().preview(house.principal("ada"), new RunbookId("calm"), Map.of());

    assertThat(preview)
        .isInstanceOfSatisfying(
            Preview.Seen.class,
            seen -> assertThat(seen.decision().reasons().sentence()).endsWith(SENTENCE));
  }

  @Test
  void on_the_portal_it_is_refused_with_when_it_opens_and_begins_once_it_has() {
    assertThat(begunOnPortal("form-1"))
        .isInstanceOfSatisfying(
            Begun.Refused.class,
            refused ->
                assertThat(refused.decision())
                    .isInstanceOf(Decision.Deny.class)
                    .satisfies(it -> assertThat(it.reasons().sentence()).endsWith(SENTENCE)));

    untilEvening();

    assertThat(begunOnPortal("form-2")).isInstanceOf(Begun.Run.class);
  }

  private Begun begunOnPortal(String form) {
    return house
        .console()
        .portal()
        .start(house.principal("otto"), new OfferName("calm"), Map.of(), form);
  }

  @Test
  void what_was_approved_waits_for_its_window_and_begins_when_that_opens() {
    house.pass(Duration.ofHours(12));
    house.commands("ada", "d-1", "run agreed-calm");
    house.settle();
    assertThat(last().awaitsApproval()).isTrue();

    house.pass(Duration.ofHours(2));
    house.presses("bob", "d-2", "Approve");
    house.settle();
    house.pass(Duration.ofHours(20).plusMinutes(59));

    assertThat(last().approvals()).hasSize(1);
    assertThat(last().awaitsApproval()).isTrue();
    assertThat(house.outside.isLocked("ada")).isTrue();

    house.pass(Duration.ofMinutes(1));

    assertThat(last().hasEnded()).isTrue();
    assertThat(house.outside.isLocked("ada")).isFalse();
  }
}

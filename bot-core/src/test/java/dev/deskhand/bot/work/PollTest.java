package dev.deskhand.bot.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception.Acceptance;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketFeed;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.contract.SettableClock;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.permissions.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When a desk is asked what was missed, and for what. */
final class PollTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final StreamKey KEY = new StreamKey(TENANT, new StreamId("poll", "busy-2"));

  private final SettableClock clock = new SettableClock();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final List<String> accepted = new ArrayList<>();
  private final BusyDesk desk = new BusyDesk();
  private PollWorker poll = started();

  /** Tells one ticket each time; refuses to tell more as long as it is busy. */
  private static final class BusyDesk implements TicketFeed {
    private final List<Instant> asked = new ArrayList<>();
    private Optional<Duration> busy = Optional.empty();

    @Override
    public String desk() {
      return "busy";
    }

    @Override
    public String bookmark() {
      return "busy-2";
    }

    @Override
    public void since(Instant since, Consumer<? super Inbound.TicketEvent> told) {
      asked.add(since);
      told.accept(opened(Integer.toString(asked.size())));
      if (busy.isPresent()) {
        throw DeliveryFailedException.retryAfter(busy.get(), "asking: busy answered 429");
      }
    }
  }

  private static Inbound.TicketEvent opened(String id) {
    Account by = new Account("busy", "acme", "17");
    TicketRef ref = new TicketRef("busy", id);
    return new Inbound.TicketEvent(
        new Envelope(TENANT, by, ConversationId.ofTicket(ref), "busy/desk", id),
        Inbound.TicketChange.CREATED,
        new Ticket(
            ref,
            new Personal("ada", "locked"),
            new Personal("ada", "since today"),
            TicketStatus.NEW,
            Optional.of(by),
            Optional.of(by),
            Ticket.Verification.VERIFIED));
  }

  private PollWorker started() {
    PollWorker worker =
        new PollWorker(
            store,
            List.of(desk),
            inbound -> {
              accepted.add(inbound.envelope().deliveryId());
              return Acceptance.ACCEPTED;
            },
            clock);
    worker.enrol(TENANT);
    return worker;
  }

  private void work() {
    Lease lease = store.hold("by-hand", Duration.ofDays(3_000)).get(KEY.partition());
    poll.work(KEY, lease);
  }

  private Duration untilTheNextRound() {
    return Duration.between(clock.instant(), store.nextWakeUp().orElseThrow())
        .plusNanos(1_000)
        .truncatedTo(ChronoUnit.SECONDS);
  }

  @Test
  void what_a_busy_desk_told_is_handed_over_and_the_same_is_asked_for_when_it_says() {
    desk.busy = Optional.of(Duration.ofMinutes(7));
    clock.advance(Duration.ofHours(1));

    work();
    Duration pause = untilTheNextRound();
    clock.advance(pause);
    desk.busy = Optional.empty();
    work();
    Duration usual = untilTheNextRound();

    assertThat(accepted).containsExactly("1", "2");
    assertThat(pause).isEqualTo(Duration.ofMinutes(7));
    assertThat(usual).isEqualTo(Duration.ofMinutes(2));
    assertThat(desk.asked.get(1)).isEqualTo(desk.asked.getFirst());
  }

  @Test
  void a_desk_that_is_new_is_not_asked_for_what_was_before() {
    Instant begun = clock.instant();
    store.append(
        Append.in(TENANT)
            .to(
                new StreamId("poll", "busy"),
                0,
                StreamState.asleep(),
                List.of(new Event("desk-asked", 1, "{}")))
            .build());

    work();
    clock.advance(Duration.ofMinutes(2));
    work();
    clock.advance(Duration.ofHours(2));
    poll = started();
    work();

    assertThat(desk.asked).hasSize(3);
    assertThat(desk.asked).allMatch(it -> !it.isBefore(begun.minusNanos(1_000)));
    assertThat(Duration.between(desk.asked.get(2), clock.instant()))
        .isGreaterThan(Duration.ofHours(1));
  }

  @Test
  void after_a_restart_a_desk_is_asked_for_what_was_missed_meanwhile() {
    clock.advance(Duration.ofHours(3));
    work();
    Instant last = clock.instant();
    clock.advance(Duration.ofHours(3));
    poll = started();

    work();

    assertThat(Duration.between(desk.asked.getLast(), last))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
  }
}

package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings.Retention;
import dev.deskhand.bot.limit.Counters;
import dev.deskhand.bot.limit.Rate;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.TicketCase;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.bot.trigger.Verdict;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.storage.SqliteDatabase;
import dev.deskhand.storage.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is only of use for a while doesn't stay for ever. */
final class RetentionWorkerTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final Rate HOURLY = new Rate(60, Duration.ofHours(1));

  private static final Instant THEN = Instant.parse("2026-12-01T08:00:00Z");

  private static final ConversationId WHERE = new ConversationId("web", "sam");
  private static final TicketRef OPEN = new TicketRef("rt", "1");
  private static final TicketRef CLOSED = new TicketRef("rt", "2");
  private static final TicketRef REOPENED = new TicketRef("rt", "3");

  private Instant now = THEN;

  @TempDir private Path data;

  @Test
  void counts_and_wrong_codes_go_with_the_histories() {
    try (Stores stores = stores()) {
      Counters counters = new Counters(stores.journal());
      Append.Builder append = Append.in(TENANT);
      counters.count(append, "person/ada", HOURLY, 0, now);
      new LinkCodes(stores.journal(), () -> now)
          .enter(append, new Account("slack", "T0001", "U0001"), "0000-0000-0000");
      stores.journal().append(append.build());
      RetentionWorker worker = ofThirtyDays(stores);

      assertThat(worker.apply()).containsEntry("histories", 0);
      now = THEN.plus(Duration.ofDays(31));
      assertThat(worker.apply()).containsEntry("histories", 2);
      assertThat(counters.used(TENANT, "person/ada", HOURLY, THEN)).isZero();
      worker.close();
    }
  }

  @Test
  void what_is_known_of_a_ticket_goes_with_the_histories_once_it_is_closed() {
    try (Stores stores = stores()) {
      CaseStore cases = new CaseStore(stores.journal(), new PersonalVault(stores.personalKeys()));
      for (TicketRef ticket : List.of(OPEN, CLOSED, REOPENED)) {
        note(stores, cases, ticket, new CaseEvent.Taken(WHERE, new PersonId("sam")));
      }
      note(stores, cases, CLOSED, new CaseEvent.Closed("it is resolved"));
      note(stores, cases, REOPENED, new CaseEvent.Closed("it is resolved"));
      note(stores, cases, REOPENED, new CaseEvent.Resumed("it was opened again"));
      RetentionWorker worker = ofThirtyDays(stores);

      assertThat(worker.apply()).containsEntry("histories", 0);
      now = THEN.plus(Duration.ofDays(31));
      assertThat(worker.apply()).containsEntry("histories", 1);
      assertThat(cases.load(TENANT, CLOSED).known()).isEqualTo(TicketCase.NEW);
      assertThat(cases.load(TENANT, OPEN).known().taken()).isPresent();
      assertThat(cases.load(TENANT, REOPENED).sequence()).isEqualTo(3);
      note(stores, cases, CLOSED, new CaseEvent.Taken(WHERE, new PersonId("sam")));
      assertThat(cases.load(TENANT, CLOSED).known().taken()).isPresent();
      worker.close();
    }
  }

  @Test
  void what_a_webhook_began_is_known_the_day_after_and_goes_with_the_histories() {
    TriggerName hook = new TriggerName("monitor");
    try (Stores stores = stores()) {
      CaseStore cases = new CaseStore(stores.journal(), new PersonalVault(stores.personalKeys()));
      for (String delivery : List.of("a-1", "a-2")) {
        Append.Builder append = Append.in(TENANT);
        cases.write(append, cases.load(TENANT, hook, now), List.of(answered(hook, delivery)));
        stores.journal().append(append.build());
      }
      RetentionWorker worker = ofThirtyDays(stores);

      now = THEN.plus(Duration.ofDays(1));
      assertThat(worker.apply()).containsEntry("histories", 0);
      assertThat(cases.load(TENANT, hook, now).known().fired()).containsOnlyKeys(hook);
      now = THEN.plus(Duration.ofDays(31));
      assertThat(worker.apply()).containsEntry("histories", 1);
      assertThat(stores.journal().recent(TENANT, CaseStore.KIND, 1)).isEmpty();
      worker.close();
    }
  }

  private static CaseEvent answered(TriggerName hook, String delivery) {
    return new CaseEvent.Considered(
        "hook/monitor " + delivery,
        TicketChange.CREATED,
        List.of(new Verdict(hook, Verdict.Answer.MATCHED, "it fits")),
        "run r-1",
        Optional.empty(),
        Optional.empty());
  }

  private static void note(Stores stores, CaseStore cases, TicketRef ticket, CaseEvent event) {
    Append.Builder append = Append.in(TENANT);
    cases.write(append, cases.load(TENANT, ticket), List.of(event));
    stores.journal().append(append.build());
  }

  private Stores stores() {
    return Stores.open(
        new SqliteDatabase(data.resolve("deskhand.db")), data.resolve("keys.db"), () -> now);
  }

  private RetentionWorker ofThirtyDays(Stores stores) {
    return new RetentionWorker(
        stores, new Retention(Optional.empty(), Optional.of(30), Optional.empty()), () -> now);
  }
}

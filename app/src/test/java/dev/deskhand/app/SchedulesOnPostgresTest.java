package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.DatabaseChoice;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.app.config.Settings.Listen;
import dev.deskhand.bot.trigger.ScheduleEvent;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.sandbox.Sandbox;
import dev.deskhand.storage.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schedule that two replicas work on one PostgreSQL. */
final class SchedulesOnPostgresTest {
  private static final TriggerName MINUTELY = new TriggerName("minutely");

  /** So long before an occurrence the clock is moved to. */
  private static final Duration BEFORE = Duration.ofSeconds(2);

  @TempDir private Path folder;
  private final MovedClock clock = new MovedClock();

  private Deskhand replica(Path data, DatabaseChoice database, Sandbox sandbox) {
    Settings settings =
        new Settings(
            new Listen("127.0.0.1", 0),
            URI.create("http://127.0.0.1:0"),
            Shipped.lendModels(data),
            Settings.Keeping.in(database),
            new Settings.Offered(
                Stream.concat(Shipped.catalogue().stream(), Stream.of(folder.resolve("more")))
                    .toList()),
            House.write(data, "people.yaml", House.people(Map.of())),
            Doors.NONE,
            new Settings.Described(DemoTargets.of(sandbox)));
    return Installation.open(
        settings, DemoTargets.secrets(sandbox, data), Language.of(settings), clock);
  }

  /** Nobody has to wait for the rest of a minute. */
  private void moveToTheEndOfTheMinute() {
    Instant now = clock.instant();
    Instant next = now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    Duration rest = Duration.between(now, next).minus(BEFORE);
    clock.moveOn(rest.isNegative() ? Duration.ZERO : rest);
  }

  private static List<ScheduleEvent.Fired> fired(Stores stores) {
    ScheduleStore schedules =
        new ScheduleStore(stores.journal(), new PersonalVault(stores.personalKeys()));
    List<ScheduleEvent.Fired> fired = new ArrayList<>();
    schedules
        .history(ScheduleStore.key(TenantId.DEFAULT, MINUTELY))
        .forEach(
            recorded -> {
              if (schedules.read(recorded) instanceof ScheduleEvent.Fired one) {
                fired.add(one);
              }
            });
    return fired;
  }

  @Test
  void every_occurrence_begins_one_run_however_many_replicas_there_are() throws IOException {
    House.write(
        folder.resolve("more"),
        "minutely.trigger.yaml",
        """
        trigger: minutely
        title: Unlock Ada's account every minute
        on: { schedule: "* * * * *", time-zone: UTC }
        start: unlock-account
        inputs: { account: ada }
        as: desk-triggers
        """);
    House.write(
        folder.resolve("more"),
        "minutely.cedar",
        """
        @id("minutely") @reason("The schedule may.") @authority("automatic")
        permit (principal in Role::"ticket-triggers", action == Action::"start",
          resource == Runbook::"unlock-account")
        when { context has trigger && context.trigger == "minutely" };
        """);
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Sandbox sandbox = Sandbox.start()) {
      DatabaseChoice database =
          new DatabaseChoice.Postgresql(
              "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
              "postgres",
              "file:database-password");
      House.write(folder.resolve("one"), "database-password", "unused by this server");
      House.write(folder.resolve("two"), "database-password", "unused by this server");

      try (Deskhand one = replica(folder.resolve("one"), database, sandbox);
          Deskhand two = replica(folder.resolve("two"), database, sandbox)) {
        for (int occurrence = 1; occurrence <= 3; occurrence++) {
          int so = occurrence;
          moveToTheEndOfTheMinute();
          Await.until("occurrence " + so, () -> fired(two.stores()).size() >= so);
        }

        List<ScheduleEvent.Fired> fired = fired(one.stores());
        assertThat(fired).allMatch(it -> it.run().isPresent());
        assertThat(fired.stream().map(ScheduleEvent.Fired::occurrence).map(Instant::toString))
            .doesNotHaveDuplicates();
        assertThat(one.stores().journal().recent(TenantId.DEFAULT, "run", 100))
            .hasSize(fired(one.stores()).size());
      }
    }
  }
}

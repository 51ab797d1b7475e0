package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.sandbox.teams.TeamsSender;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.teams.Cloud;
import dev.deskhand.teams.TeamsRoutes;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Teams as a local test tool uses it: without tokens, on this machine. */
final class TeamsWithoutAuthenticationTest {
  private static final String LOUD =
      "TEAMS WITHOUT AUTHENTICATION: anybody on this machine can speak as anybody";
  private static final String AT_EACH = "teams request taken without authentication";

  @TempDir private Path data;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void leave() {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(TeamsRoutes.class);
  }

  private List<String> warnings() {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void it_is_said_loudly_at_the_start_and_again_at_each_request() {
    try (TeamsSimulator teams = TeamsSimulator.start(0, InstantSource.system());
        House house = open(Optional.empty(), teams);
        TeamsSender sender = teams.sender(house.at("/teams/messages"))) {
      assertThat(warnings()).containsExactly(LOUD);

      String message = sender.message(TeamsSimulator.personal(TeamsSimulator.ADA), "help");
      assertThat(sender.send(message).status()).isEqualTo(200);

      assertThat(warnings()).containsExactly(LOUD, AT_EACH);
    }
  }

  @Test
  void with_authentication_nothing_of_it_is_said() {
    try (TeamsSimulator teams = TeamsSimulator.start(0, InstantSource.system())) {
      House.write(data, "password", teams.password());
      Settings.TeamsApp app =
          new Settings.TeamsApp(
              TeamsSimulator.APP, "file:password", Cloud.PUBLIC, teams.login(), teams.openId());
      try (House house = open(Optional.of(app), teams);
          TeamsSender sender = teams.sender(house.at("/teams/messages"))) {
        String message = sender.message(TeamsSimulator.personal(TeamsSimulator.ADA), "help");
        assertThat(sender.send(message).status()).isEqualTo(200);
      }
    }

    assertThat(warnings()).isEmpty();
  }

  private House open(Optional<Settings.TeamsApp> app, TeamsSimulator teams) {
    Settings.Teams settings =
        new Settings.Teams(List.of(TeamsSimulator.TENANT), app, List.of(teams.service()));
    Doors doors =
        new Doors(
            Optional.empty(),
            Optional.of(settings),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return House.open(
        data, doors, Map.of("ada", "teams:" + TeamsSimulator.TENANT + ":" + TeamsSimulator.ADA));
  }
}

package dev.deskhand.app;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.sandbox.teams.TeamsSender;
import dev.deskhand.sandbox.teams.TeamsSender.Answer;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation in Teams goes on after the server was killed in its middle. */
final class TeamsKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TeamsSeat SEAT = TeamsSimulator.channel(ADA);
  private static final String LAST = "There are no runs";
  private static final String FAILED = "It says \"Authentication failed\"";

  @TempDir private Path folder;

  @Test
  void the_story_goes_on_where_it_was_and_nothing_is_done_twice() throws Exception {
    try (TeamsSimulator teams = TeamsSimulator.start(0, InstantSource.system())) {
      House.write(folder, "teams-password", teams.password());
      try (ServedCompany company =
          new ServedCompany(
              folder,
              Map.of(),
              new ServedCompany.Extras(
                  doors(teams),
                  Map.of("ada", "teams:" + TeamsSimulator.TENANT + ":" + ADA),
                  Map.of(),
                  ProcessBuilder.Redirect.INHERIT))) {
        play(teams, company);
      }
    }
  }

  private static String doors(TeamsSimulator teams) {
    return """
    teams:
      app-id: %s
      app-password: file:teams-password
      tenants: [%s]
      login-url: %s
      openid-url: %s
      service-urls: ["%s"]
    """
        .formatted(
            TeamsSimulator.APP,
            TeamsSimulator.TENANT,
            teams.login(),
            teams.openId(),
            teams.service());
  }

  private static void play(TeamsSimulator teams, ServedCompany company) {
    String pressed;
    try (TeamsSender sender = teams.sender(company.at("/teams/messages"))) {
      sender.send(sender.message(SEAT, "VPN says authentication failed"));
      TeamsMessage question =
          teams.awaitMessage(message -> message.button(FAILED).isPresent(), PATIENCE);
      pressed = sender.execute(SEAT, question, question.button(FAILED).orElseThrow());
      // The answer goes out after it is recorded where the question stands.
      sender.send(sender.message(SEAT, "runs"));
      teams.awaitMessage(message -> message.says(LAST), PATIENCE);

      company.kill();
      assertThatThrownBy(() -> sender.send(pressed)).isInstanceOf(UncheckedIOException.class);
    }
    company.startAgain();

    try (TeamsSender sender = teams.sender(company.at("/teams/messages"))) {
      assertThat(sender.sendTwice(pressed)).extracting(Answer::status).containsExactly(200, 200);
      TeamsMessage question =
          teams.awaitMessage(message -> message.button("Yes, it works").isPresent(), PATIENCE);
      sender.send(sender.execute(SEAT, question, question.button("Yes, it works").orElseThrow()));
      teams.awaitMessage(message -> message.says("you are back in"), PATIENCE);
    }

    assertThat(company.sandbox.directory().changes()).hasSize(1);
    // What was posted in the instant of the kill may stand there twice: Teams can't be asked.
    assertThat(teams.messages().stream().filter(message -> !message.says(LAST)))
        .allSatisfy(message -> assertThat(message.buttons()).isEmpty())
        .extracting(TeamsMessage::text)
        .doesNotHaveDuplicates();
  }
}

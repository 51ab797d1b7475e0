package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.Door.Form;
import dev.deskhand.app.Door.Shown;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The app in two workspaces: each hears what was asked there, with its own token. */
final class SecondWorkspaceTest {
  private static final String NINA = DoorsHouse.NEIGHBOUR;
  private static final String SERVICE = "Which service, such as vpn-gateway?";
  private static final Map<String, String> RIGHT =
      Map.of("On which host?", "vpn-gw-1", SERVICE, "vpn-gateway");
  private static final Map<String, String> WRONG =
      Map.of("On which host?", "-rf /", SERVICE, "vpn-gateway");

  @TempDir private Path data;

  private static Shown await(Door door, String person, int before, Predicate<Shown> wanted) {
    return Await.some(
        person + " is told",
        () -> door.shown(person).stream().skip(before).filter(wanted).findFirst());
  }

  private static long restarts(DoorsHouse doors) {
    return doors.house.sandbox().host().restarts("vpn-gateway");
  }

  @ParameterizedTest
  @EnumSource
  void what_is_asked_in_the_second_is_done_and_answered_there_alone(DoorsHouse.Way way) {
    try (DoorsHouse doors = new DoorsHouse(data, way, InstantSource.system())) {
      PeopleInSlack door = doors.secondDoor;
      String approver = DoorsHouse.approvers("slack").getFirst();

      assertThat(door.command(NINA, "help").send()).isTrue();
      await(door, NINA, 0, it -> it.says("restart-service"));
      assertThat(door.sentence(NINA, "please restart the service").send()).isTrue();
      Shown asked = await(door, NINA, 1, it -> !formButton(it).isEmpty());
      Form form = door.opened(NINA, asked, formButton(asked));
      assertThat(form.send(WRONG)).anyMatch(it -> it.contains("does not fit"));
      assertThat(form.send(RIGHT)).isEmpty();
      Shown sure = await(door, NINA, 1, it -> it.buttons().contains("Yes, begin"));
      assertThat(door.press(NINA, sure, "Yes, begin").send()).isTrue();

      Shown question = await(doors.slackDoor, approver, 0, it -> it.buttons().contains("Approve"));
      assertThat(doors.slackDoor.press(approver, question, "Approve").send()).isTrue();
      await(door, NINA, 1, it -> it.says("The service has been restarted and is up"));
      await(doors.slackDoor, approver, 0, it -> it.says("approved by " + approver));

      assertThat(restarts(doors)).isEqualTo(1);
      assertThat(doors.second.messages()).noneMatch(it -> it.says("May this run?"));
      assertThat(doors.slack.messages())
          .as("nothing of hers stands in the first")
          .extracting(SlackMessage::channel)
          .noneMatch(it -> it.equals("D0NINA"));
    }
  }

  private static String formButton(Shown shown) {
    return shown.buttons().stream()
        .filter(it -> it.startsWith("Fill in a form"))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @EnumSource
  void channels_of_the_same_id_are_two(DoorsHouse.Way way) {
    try (DoorsHouse doors = new DoorsHouse(data, way, InstantSource.system())) {
      SlackSeat nina = new SlackSeat(DoorsHouse.SECOND, PeopleInSlack.user(NINA), "C0HELP");
      String thread = doors.second.say(nina, "The beamer is dark").ts();

      assertThat(doors.secondDoor.mention(nina, thread, "frozen")).isTrue();
      Await.until(
          "it is answered in her thread",
          () -> doors.second.messages().stream().anyMatch(it -> it.says("Nothing is frozen")));
      Shown pinned = doors.secondDoor.pin(NINA, "restart-a-service");

      assertThat(pinned.buttons()).contains("🔄 Restart a service");
      assertThat(doors.slackDoor.inChannel()).as("that of the first").isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_workspace_that_nobody_configured_is_refused_and_nothing_is_kept(DoorsHouse.Way way) {
    try (DoorsHouse doors = new DoorsHouse(data, way, InstantSource.system())) {
      SlackSimulator foreign = doors.slack.neighbour("T0OTHER");
      foreign.addUser(PeopleInSlack.user("elena"), "elena");
      PeopleInSlack door = doors.foreigners(foreign, "T0OTHER", way);
      long requests = doors.house.requests();

      List<Boolean> taken =
          List.of(
              door.command("elena", "help").send(),
              door.sentence("elena", "VPN says authentication failed").send());

      assertThat(taken)
          .as("over a connection it is acknowledged, or it would come again")
          .containsOnly(way == DoorsHouse.Way.SOCKET);
      assertThat(doors.house.requests()).isEqualTo(requests);
      assertThat(foreign.messages()).isEmpty();
      assertThat(doors.slackDoor.shown("elena")).noneMatch(it -> it.says("For you there are"));
    }
  }
}

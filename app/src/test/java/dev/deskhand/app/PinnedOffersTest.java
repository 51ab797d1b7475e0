package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.Door.Delivery;
import dev.deskhand.app.Door.Form;
import dev.deskhand.app.Door.Pinboard;
import dev.deskhand.app.Door.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A button that is pinned in a channel is pressed by whoever reads there: it carries a signed
 * reference, and gives nobody a right. The same at each door that has channels.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PinnedOffersTest {
  private static final String OFFER = "🔄 Restart a service";
  private static final String HOST = "On which host?";
  private static final String SERVICE = "Which service, such as vpn-gateway?";
  private static final Map<String, String> RIGHT = Map.of(HOST, "vpn-gw-1", SERVICE, "vpn-gateway");
  private static final Map<String, String> WRONG = Map.of(HOST, "-rf /", SERVICE, "vpn-gateway");
  private static final MovedClock CLOCK = new MovedClock();

  @TempDir private static Path data;
  private static final Map<Way, Shown> PINNED = new EnumMap<>(Way.class);
  private static DoorsHouse http;
  private static DoorsHouse socket;

  /** The doors that have channels. */
  enum Way {
    SLACK_OVER_HTTP("slack"),
    SLACK_OVER_SOCKET("slack"),
    TEAMS("teams");

    private final String approver;

    Way(String approvers) {
      this.approver = DoorsHouse.approvers(approvers).getFirst();
    }

    DoorsHouse house() {
      return this == SLACK_OVER_SOCKET ? socket : http;
    }

    Pinboard board() {
      return this == TEAMS ? house().teamsDoor : house().slackDoor;
    }

    /** Days ago, but for the first who asks. */
    Shown pinned() {
      return PINNED.computeIfAbsent(this, it -> it.board().pin("elena", "restart-a-service"));
    }

    /** What they read, where they read it. */
    List<Shown> heard(String person) {
      return this == TEAMS ? board().inChannel() : board().shown(person);
    }

    Delivery pressed(String person, UnaryOperator<String> bending) {
      return board().pressPinned(person, pinned(), OFFER, bending);
    }

    long restarts() {
      return house().house.sandbox().host().restarts("vpn-gateway");
    }
  }

  @BeforeAll
  static void open() {
    http = new DoorsHouse(data.resolve("http"), DoorsHouse.Way.HTTP, CLOCK);
    socket = new DoorsHouse(data.resolve("socket"), DoorsHouse.Way.SOCKET, CLOCK);
  }

  @AfterAll
  static void close() {
    http.close();
    socket.close();
  }

  private static Shown await(Way way, String person, int before, Predicate<Shown> wanted) {
    return Await.some(
        person + " is told at " + way,
        () -> way.board().shown(person).stream().skip(before).filter(wanted).findFirst());
  }

  /**
   * Whoever presses it is told so, and nothing is begun: alone in Slack, and in Teams in the thread
   * where it is pinned.
   */
  private static void refuses(Way way, String person, Delivery press, String words) {
    int before = way.heard(person).size();
    int channel = way.board().inChannel().size();
    long restarts = way.restarts();

    assertThat(press.send()).isTrue();

    Await.until(
        person + " is told at " + way,
        () -> way.heard(person).stream().skip(before).anyMatch(it -> it.says(words)));
    if (way != Way.TEAMS) {
      assertThat(way.board().inChannel()).as("nobody else reads it").hasSize(channel);
    }
    assertThat(way.restarts()).isEqualTo(restarts);
  }

  private static void fillsIn(Way way, String person) {
    int before = way.board().shown(way.approver).size();
    long restarts = way.restarts();
    Form form = way.board().openPinned(person, way.pinned(), OFFER);

    assertThat(form.send(WRONG)).anyMatch(it -> it.contains("does not fit"));
    assertThat(way.board().shown(way.approver)).as("nothing is asked for yet").hasSize(before);
    assertThat(form.send(RIGHT)).isEmpty();
    assertThat(form.send(RIGHT)).as("sent once more").isEmpty();

    Shown question = await(way, way.approver, before, it -> it.buttons().contains("Approve"));
    assertThat(way.board().press(way.approver, question, "Approve").send()).isTrue();
    Await.until("it is restarted", () -> way.restarts() > restarts);
    await(way, way.approver, before, it -> it.says("approved by " + way.approver));
    assertThat(way.restarts()).isEqualTo(restarts + 1);
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void whoever_may_fills_in_what_is_missing_and_it_is_done_once(Way way) {
    fillsIn(way, "tara");
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void whoever_may_not_and_whoever_nobody_knows_hear_so(Way way) {
    refuses(way, "ada", way.pressed("ada", UnaryOperator.identity()), "not to you");
    refuses(
        way, "mallory", way.pressed("mallory", UnaryOperator.identity()), "I don't know you yet");
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void a_reference_that_was_tampered_with_begins_nothing(Way way) {
    for (String bent : List.of("signature", "payload")) {
      refuses(way, "elena", way.pressed("elena", it -> bent(it, bent)), "was altered since");
    }
  }

  /** One character of the token's part is another. */
  private static String bent(String token, String part) {
    int at = part.equals("payload") ? 5 : token.length() - 5;
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  @ParameterizedTest
  @EnumSource
  @Order(2)
  void days_later_it_is_as_good_as_on_the_first(Way way) {
    Shown pinned = way.pinned();
    CLOCK.moveOn(Duration.ofDays(3));

    assertThat(way.board().inChannel()).contains(pinned);
    fillsIn(way, "elena");
  }
}

package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static dev.deskhand.sandbox.teams.TeamsSimulator.BOB;
import static dev.deskhand.sandbox.teams.TeamsSimulator.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Inbound.ButtonClick;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.TeamsSimulator.Call;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People's own pages as cards. */
final class TeamsHomeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TeamsSeat OWN = TeamsSimulator.personal(ADA);

  private final TeamsTown town = new TeamsTown();

  @AfterEach
  void close() {
    town.close();
  }

  private static Message approval(int number) {
    return approval(number, "line & more ");
  }

  private static Message approval(int number, String line) {
    return new Message(
        "May run " + number + " begin?",
        List.of(new Fact("Log", line.repeat(200))),
        List.of(
            new Button(
                "Approve", Button.Style.PRIMARY, ButtonAction.of("approve", "r-" + number))));
  }

  private TeamsMessage shown() {
    return town.teams.awaitMessage(it -> it.button("Refresh").isPresent(), PATIENCE);
  }

  private TeamsMessage turned(TeamsMessage card, String button) {
    return ((TeamsAnswer.Card)
            town.sender.answered(town.sender.execute(OWN, card, card.button(button).orElseThrow())))
        .message();
  }

  @ParameterizedTest
  @ValueSource(strings = {"home", "/home", " Home "})
  void whoever_asks_for_it_gets_their_page_and_its_buttons_work(String words) {
    town.desk.shows(approval(1), Message.text("**My requests**"), Message.text("**Catalogue**"));

    assertThat(town.sender.send(town.sender.message(OWN, words)).status()).isEqualTo(200);
    TeamsMessage page = shown();

    assertThat(page.conversation()).isEqualTo(OWN.conversation());
    assertThat(page.text()).contains("May run 1 begin?", "My requests", "Catalogue");
    town.sender.answered(town.sender.execute(OWN, page, page.button("Approve").orElseThrow()));
    assertThat(((ButtonClick) town.reception.only()).action())
        .isEqualTo(ButtonAction.of("approve", "r-1"));
  }

  @Test
  void one_page_at_a_time_is_made_for_somebody_and_a_doubled_delivery_makes_none() {
    town.desk.shows(approval(1));
    CountDownLatch free = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    town.desk.onLook(
        () -> {
          looks.incrementAndGet();
          waitFor(free);
        });
    var once = town.sender.message(OWN, "home");

    for (int i = 0; i < 20; i++) {
      town.sender.send(town.sender.message(OWN, "home"));
    }
    assertThat(looks).hasValueLessThanOrEqualTo(1);
    free.countDown();
    town.teams.awaitMessage(_ -> town.teams.messages().size() == 2 && looks.get() == 2, PATIENCE);
    town.sender.send(once);
    town.teams.awaitMessage(_ -> town.teams.messages().size() == 3, PATIENCE);
    town.sender.send(once);
    TeamsSeat other = TeamsSimulator.personal(BOB);
    town.sender.send(town.sender.message(other, "home"));
    town.teams.awaitMessage(it -> it.conversation().equals(other.conversation()), PATIENCE);

    assertThat(town.desk.looksAt(new Account("teams", TENANT, ADA))).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void while_teams_is_busy_it_is_tried_again_and_shows_what_is_then(int status) {
    town.desk.shows(approval(1));
    town.teams.failNext(Call.POST, status, 1);
    town.teams.failNext(Call.POST, status, 0);
    CountDownLatch acknowledged = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    town.desk.onLook(
        () -> {
          waitFor(acknowledged);
          if (looks.incrementAndGet() == 2) {
            town.desk.shows(approval(2));
          }
        });

    assertThat(town.sender.send(town.sender.message(OWN, "home")).status()).isEqualTo(200);
    acknowledged.countDown();

    assertThat(shown().text()).contains("May run 2 begin?");
    assertThat(town.teams.messages()).hasSize(1);
    assertThat(looks).as("two that were refused, and one").hasValue(3);
  }

  @Test
  void no_more_than_64_people_are_shown_their_page_at_once() {
    town.teams
        .limits()
        .lift(); // all of this happens at the same moment of a clock that stands still
    town.desk.shows(approval(1));
    CountDownLatch free = new CountDownLatch(1);
    town.desk.onLook(() -> waitFor(free));
    List<TeamsSeat> people = IntStream.rangeClosed(0, 64).mapToObj(TeamsHomeTest::person).toList();
    TeamsSeat last = people.getLast();

    people.forEach(it -> town.sender.send(town.sender.message(it, "home")));
    free.countDown();
    town.teams.awaitMessage(_ -> town.teams.messages().size() == 64, PATIENCE);
    assertThat(town.teams.messages())
        .extracting(TeamsMessage::conversation)
        .doesNotHaveDuplicates()
        .doesNotContain(last.conversation());
    assertThat(town.desk.looksAt(new Account("teams", TENANT, last.person()))).isZero();

    IntStream.range(0, 1_000)
        .takeWhile(_ -> isMissing(last))
        .forEach(_ -> town.sender.send(town.sender.message(last, "home")));
    town.teams.awaitMessage(it -> it.conversation().equals(last.conversation()), PATIENCE);
  }

  /** The others' places are free a moment after they have their page: until then one asks again. */
  private boolean isMissing(TeamsSeat person) {
    return town.teams.messages().stream()
        .noneMatch(it -> it.conversation().equals(person.conversation()));
  }

  private static TeamsSeat person(int number) {
    return TeamsSimulator.personal(ADA.substring(0, ADA.length() - 2) + (10 + number));
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void in_a_group_it_is_asked_for_and_shown_to_its_owner_alone() {
    town.desk.shows(approval(1));

    town.sender.send(town.sender.message(TeamsSimulator.group(ADA), "home"));

    assertThat(shown().conversation()).isEqualTo(OWN.conversation());
  }

  @Test
  void it_is_as_it_is_now_whenever_it_is_looked_at() {
    town.desk.shows(approval(1));
    town.sender.send(town.sender.message(OWN, "home"));
    TeamsMessage page = shown();
    town.desk.shows(Message.text("Nothing waits for you."));

    TeamsAnswer.Card refreshed =
        (TeamsAnswer.Card) town.sender.answered(town.sender.refresh(OWN, page));

    assertThat(refreshed.message().text()).contains("Nothing waits for you.");
    assertThat(refreshed.message().button("Approve")).isEmpty();
    assertThat(turned(page, "Refresh").text()).contains("Nothing waits for you.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line & more ",
        "\u0441\u0442\u0440\u043e\u043a\u0430 \u0438 \u0435\u0449\u0451 ",
        "\u4e00\u884c\u8bb0\u5f55\u548c\u66f4\u591a\u5185\u5bb9\u3002"
      })
  void all_of_a_long_page_is_found_page_by_page_whatever_its_letters(String line) {
    town.desk.shows(
        IntStream.range(0, 60).mapToObj(i -> approval(i, line)).toArray(Message[]::new));
    town.sender.send(town.sender.message(OWN, "home"));
    Set<String> found = new HashSet<>();
    TeamsMessage page = shown();
    for (int pages = 0; pages < 60; pages++) {
      page.text().lines().filter(it -> it.startsWith("May run")).forEach(found::add);
      if (page.button("More").isEmpty()) {
        break;
      }
      page = turned(page, "More");
    }

    assertThat(found).hasSize(60);
    assertThat(turned(page, "Back").button("More")).isPresent();
    town.desk.shows(approval(1));
    assertThat(turned(page, "Refresh").text()).as("pages that are gone").contains("May run 1");
  }

  @Test
  void where_cards_only_submit_the_page_is_posted_anew() {
    town.desk.shows(approval(1));
    town.sender.send(town.sender.message(OWN, "home"));
    TeamsMessage page = shown();

    town.sender.send(town.sender.submit(OWN, page, page.button("Refresh").orElseThrow()));

    TeamsMessage again =
        town.teams.awaitMessage(
            it -> it.button("Refresh").isPresent() && !it.id().equals(page.id()), PATIENCE);
    assertThat(again.text()).contains("May run 1 begin?");
    assertThat(town.reception.accepted()).isEmpty();
  }
}

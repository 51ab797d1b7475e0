package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.Door.Delivery;
import dev.deskhand.app.Door.Form;
import dev.deskhand.app.Door.Given;
import dev.deskhand.app.Door.Journey;
import dev.deskhand.app.Door.Shown;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackRoom;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What works at one door works at all: the same journeys at each, in that door's own manner. What a
 * door can't play is skipped with its reason, and {@link #what_a_door_lacks_is_known} names it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DoorsTest {
  private static final String FAILED = "It says \"Authentication failed\"";
  private static final String WORKS = "Yes, it works";
  private static final String OFFER = "🔄 Restart a service";
  private static final String RESTART = "run restart-service host=vpn-gw-1 service=vpn-gateway";
  private static final String RESTARTED = "The service has been restarted and is up";
  private static final String UNHEARD = "I have not heard from you";
  private static final String HOSTILE =
      "<!channel> <@U0BOB> <https://evil.example|bank> [x](https://evil.example) <at>Bob</at>"
          + " <b>b</b><script>alert(1)</script> **x** _y_ ~z~ `c` {{ inputs.account }} \u0007\u202E"
          + " \uD83D\uDD25 ";
  private static final Pattern WORDY_RUN =
      Pattern.compile("Say very much\\W+succeeded\\W+(r-\\w+)");
  private static final Pattern GIVEN = Pattern.compile("/ticket-files/[\\w-]+/[0-9a-f]{64}");
  private static final Pattern DECIDED =
      Pattern.compile("Thank you, noted|That question is answered already|or it has ended already");
  private static final Pattern APPROVED = Pattern.compile("approved by ([a-z0-9, ]+)");
  private static final Pattern LONG_RUN = Pattern.compile("Take very long\\W+running\\W+([\\w-]+)");

  /** What can be written behind a mention, and a word of the answer. */
  private static final String COMMANDS =
      """
      ask VPN says authentication failed                     | What does the VPN client show
      pin-offer restart-a-service                            | Restart a service
      delegate mia 2030-01-01                                | may not do that
      help                                                   | For you there are
      run unlock-account                                     | You can sign in again
      runs                                                   | Runs
      my                                                     | My requests
      status                                                 | Runs
      status r-0123456789abcdef0123                          | no such run
      show r-0123456789abcdef0123                            | no such run
      cancel r-0123456789abcdef0123                          | no such run
      pause r-0123456789abcdef0123                           | no such run
      resume r-0123456789abcdef0123                          | no such run
      approve r-0123456789abcdef0123                         | no such run
      decline r-0123456789abcdef0123 not now                 | no such run
      request-changes r-0123456789abcdef0123 another host    | no such run
      resolve r-0123456789abcdef0123 act done                | no such run
      answer r-0123456789abcdef0123 act size=1               | no such run
      freeze runbook/paint it drips                          | may not do that
      unfreeze runbook/paint it is dry                       | is not frozen
      frozen                                                 | Nothing is frozen
      catalogue restart                                      | Restart a service
      accounts                                               | slack
      link                                                   | link
      unlink slack:T0OTHER:U0ELENA                           | is not linked to anybody
      delegations                                            | approves for you
      undelegate d-0123456789abcdef0123                      | delegation
      break-glass restart-service host=vpn-gw-1 all is down  | service
      reviews                                                | review
      review r-0123456789abcdef0123 it was right             | r-0123456789abcdef0123
      tokens                                                 | token
      revoke-token 0123456789abcdef                          | 0123456789abcdef
      open-ticket The chair squeaks                          | Your ticket is
      take builtin-999999 VPN says authentication failed     | builtin-999999
      run foo bar                                            | Each input is written as
      approve                                                | approve RUN
      take builtin-1                                         | take TICKET
      run out of coffee in the kitchen                       | did not understand
      """;

  /** The doors. */
  enum Way {
    SLACK_OVER_HTTP("slack"),
    SLACK_OVER_SOCKET("slack"),
    TEAMS("teams"),
    CHAT_PAGE("chat"),
    DESK("desk");

    private final String approvers;

    Way(String approvers) {
      this.approvers = approvers;
    }
  }

  @TempDir private static Path data;
  private static final MovedClock CLOCK = new MovedClock();
  private static final Map<Way, CompletableFuture<List<String>>> PROGRESS =
      new EnumMap<>(Way.class);
  private static final Map<Way, Old> OLD = new EnumMap<>(Way.class);
  private static DoorsHouse http;
  private static DoorsHouse socket;

  /** Messages as they were seen days ago. */
  private record Old(Shown question, Shown approval) {}

  private final Map<String, Integer> seen = new HashMap<>();
  private Way way = Way.CHAT_PAGE;

  @BeforeAll
  static void open() throws Exception {
    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<DoorsHouse> first =
          together.submit(() -> new DoorsHouse(data.resolve("http"), DoorsHouse.Way.HTTP, CLOCK));
      Future<DoorsHouse> second =
          together.submit(
              () -> new DoorsHouse(data.resolve("socket"), DoorsHouse.Way.SOCKET, CLOCK));
      http = first.get();
      socket = second.get();
    }
  }

  @AfterAll
  static void close() {
    http.close();
    socket.close();
  }

  private static DoorsHouse houseOf(Way way) {
    return way == Way.SLACK_OVER_SOCKET ? socket : http;
  }

  private static Door door(Way way) {
    return switch (way) {
      case SLACK_OVER_HTTP, SLACK_OVER_SOCKET -> houseOf(way).slackDoor;
      case TEAMS -> http.teamsDoor;
      case CHAT_PAGE -> http.chat;
      case DESK -> http.desk;
    };
  }

  /** Goes to a door a while after the last test; what is shown there already is left alone. */
  private Door enter(Way which, Journey journey) {
    way = which;
    houseOf(which).slack.limits().rest();
    houseOf(which).teams.limits().rest();
    Door door = door(which);
    door.gap(journey)
        .ifPresent(why -> Assumptions.abort(which + " can't play " + journey + ": " + why));
    DoorsHouse.people().forEach(it -> seen.put(it, door.shown(it).size()));
    seen.put("mallory", 0);
    return door;
  }

  private List<Shown> fresh(String person) {
    List<Shown> all = door(way).shown(person);
    return all.subList(Math.min(seen.getOrDefault(person, 0), all.size()), all.size());
  }

  private Shown await(String person, Predicate<Shown> wanted, String what) {
    try {
      return Await.some(
          "%s at %s: %s".formatted(person, way, what),
          () -> fresh(person).stream().filter(wanted).findFirst());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + " among " + fresh(person), e);
    }
  }

  private Shown sees(String person, String words) {
    return await(person, it -> it.says(words), words);
  }

  private Shown finds(String person, String button) {
    return await(person, it -> it.buttons().contains(button), "[" + button + "]");
  }

  private static void send(Delivery delivery) {
    assertThat(delivery.send()).isTrue();
  }

  private long restarts() {
    return houseOf(way).house.sandbox().host().restarts("vpn-gateway");
  }

  private int changes() {
    return houseOf(way).house.sandbox().directory().changes().size();
  }

  private boolean isLocked() {
    return houseOf(way).house.sandbox().directory().isLocked("ada");
  }

  private void lock() {
    houseOf(way).house.sandbox().directory().lock("ada");
  }

  private List<String> approvers() {
    return DoorsHouse.approvers(way.approvers);
  }

  @Test
  void what_a_door_lacks_is_known() {
    Map<Way, Set<Journey>> lacks = new EnumMap<>(Way.class);
    for (Way it : Way.values()) {
      for (Journey journey : Journey.values()) {
        if (door(it).gap(journey).isPresent()) {
          lacks.computeIfAbsent(it, _ -> new LinkedHashSet<>()).add(journey);
        }
      }
    }

    assertThat(lacks.keySet()).containsExactly(Way.CHAT_PAGE, Way.DESK);
    assertThat(lacks.get(Way.CHAT_PAGE))
        .containsExactly(Journey.STRANGER, Journey.LONG_FORM, Journey.SENTENCE_FORM);
    assertThat(lacks.get(Way.DESK))
        .doesNotContain(Journey.TREE_BY_TEXT, Journey.HOSTILE)
        .hasSize(Journey.values().length - 2);
  }

  @ParameterizedTest
  @EnumSource
  void a_command_starts_a_runbook_and_its_result_arrives(Way which) {
    Door door = enter(which, Journey.COMMAND);
    lock();

    send(door.command("ada", "run unlock-account"));

    sees("ada", "You can sign in again");
    assertThat(isLocked()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void a_sentence_starts_a_tree_and_buttons_lead_to_its_end(Way which) {
    Door door = enter(which, Journey.TREE_BY_BUTTON);
    lock();

    send(door.sentence("ada", "VPN says authentication failed"));
    Shown question = finds("ada", FAILED);
    send(door.press("ada", question, FAILED));
    Shown second = finds("ada", WORKS);
    assertThat(isLocked()).isFalse();
    send(door.press("ada", second, WORKS));
    sees("ada", "you are back in");

    assertThat(fresh("ada"))
        .as("what was answered can't be pressed any more")
        .filteredOn(it -> !it.buttons().isEmpty())
        .isEmpty();
    send(door.press("ada", question, FAILED));
    sees("ada", "answered");
    assertThat(isLocked()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void a_sentence_starts_a_tree_and_words_lead_to_its_end(Way which) {
    Door door = enter(which, Journey.TREE_BY_TEXT);
    lock();
    int before = changes();

    send(door.sentence("ada", "VPN says authentication failed"));
    asked("ada", FAILED);
    send(door.sentence("ada", FAILED));
    asked("ada", WORKS);
    send(door.sentence("ada", "yes, it works"));

    sees("ada", "you are back in");
    assertThat(isLocked()).isFalse();
    assertThat(changes() - before).isEqualTo(1);
    http.desk.leave("ada");
  }

  /** Of a ticket's requester it is asked where the bot speaks to them. */
  private void asked(String person, String button) {
    if (way != Way.DESK) {
      finds(person, button);
      return;
    }
    Await.until(
        "the ticket's requester is asked",
        () ->
            Stream.of(http.slackDoor, http.teamsDoor, http.chat)
                .flatMap(it -> it.shown(person).stream())
                .anyMatch(it -> it.buttons().contains(button)));
  }

  @ParameterizedTest
  @EnumSource
  void a_question_that_is_answered_or_left_has_no_buttons_for_anyone(Way which) {
    Door door = enter(which, Journey.QUESTIONS);
    lock();
    send(door.sentence("ada", "password locked"));
    Shown choice = finds("ada", "Unlock an account");
    send(door.press("ada", choice, "Unlock an account"));
    sees("ada", "You can sign in again");
    nothingToPress("ada");

    send(door.command("elena", "run paint"));
    Shown colour = finds("elena", "scarlet");
    send(door.sentence("elena", "emerld"));
    Shown doubt = await("elena", it -> it.says("Did you mean one of these"), "which is meant");
    send(door.press("elena", doubt, "emerald"));
    finds("elena", "large");
    send(door.sentence("elena", "large"));
    sees("elena", "The wall is painted");
    nothingToPress("elena");
    for (Shown question : List.of(colour, doubt)) {
      assertThat(now("elena", question).text()).contains("Which colour?", "Your answer", "em");
    }

    send(door.command("elena", "run paint"));
    Shown left = finds("elena", "scarlet");
    send(door.command("elena", "run paint"));
    await("elena", it -> !it.id().equals(left.id()) && it.buttons().contains("scarlet"), "again");
    Await.until("the first is over", () -> now("elena", left).buttons().isEmpty());
    assertThat(now("elena", left).text()).contains("not any more");
    send(door.sentence("elena", "never mind"));
    nothingToPress("elena");
    send(door.press("elena", left, "scarlet"));
    sees("elena", "That button leads nowhere");
  }

  private void nothingToPress(String person) {
    Await.until(
        person + " has nothing to press at " + way,
        () -> fresh(person).stream().allMatch(it -> it.buttons().isEmpty()));
  }

  private Shown now(String person, Shown earlier) {
    return fresh(person).stream()
        .filter(it -> it.id().equals(earlier.id()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void a_ticket_and_the_conversation_that_it_was_opened_in_hear_of_each_other(Way which) {
    Door door = enter(which, Journey.TICKET);
    PeopleAtDesk desk = houseOf(way).desk;
    send(door.command("mia", "open-ticket The screen flickers at " + which));
    String ticket = found("mia", TICKET);
    String number = ticket.substring(ticket.indexOf('-') + 1);

    desk.own("elena", number);
    desk.reply("elena", number, "Which of the two screens is it?");
    sees("mia", "Which of the two screens is it?");
    send(door.sentence("mia", "The left one, since Monday"));
    sees("mia", "I have put that on");
    Await.until(
        "it stands on the ticket",
        () -> desk.whole("elena", number).contains("The left one, since Monday"));

    send(door.command("tara", "take " + ticket + " VPN says authentication failed"));
    Await.until(
        "an internal note says who works on it",
        () -> desk.whole("elena", number).contains("tara works on this"));
    desk.reply("elena", number, "Somebody comes by at ten.");
    sees("mia", "Somebody comes by at ten.");
    assertThat(desk.whole("mia", number)).doesNotContain("tara works on this");
    assertThat(fresh("mia")).noneMatch(it -> it.says("tara works on this"));
  }

  @ParameterizedTest
  @EnumSource
  void a_file_that_somebody_gives_is_named_on_their_ticket_once(Way which) {
    Door door = enter(which, Journey.GIVEN_FILE);
    PeopleAtDesk desk = houseOf(which).desk;
    String giver = approvers().getLast();
    send(door.command(giver, "open-ticket The printer smokes"));
    String ticket = found(giver, TICKET);
    String number = ticket.substring(ticket.indexOf('-') + 1);
    desk.own("elena", number);
    desk.reply("elena", number, "Show us what it prints.");
    sees(giver, "Show us what it prints.");

    Delivery file = door.give(giver, new Given("../../what it prints", "a grey page"));
    send(file);
    assertThat(file.again()).isTrue();
    sees(giver, "I have put your file on");
    send(door.sentence(giver, "That is all it prints."));
    Await.until(
        "what came after it stands on the ticket",
        () -> desk.whole("elena", number).contains("That is all it prints."));

    String whole = desk.whole("elena", number);
    List<String> places = GIVEN.matcher(whole).results().map(MatchResult::group).toList();
    assertThat(places).as(whole).singleElement().asString().startsWith("/ticket-files/" + ticket);
    assertThat(whole).contains("what_it_prints (11 bytes)").doesNotContain("..");
    assertThat(fresh(giver)).filteredOn(it -> it.says("I have put your file on")).hasSize(1);
    for (String reader : List.of("elena", giver)) {
      HttpResponse<String> read = houseOf(which).browsers.get(reader, places.getFirst());
      assertThat(read.body()).isEqualTo("a grey page");
      assertThat(read.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename*=UTF-8''what%20it%20prints");
    }
    assertThat(houseOf(which).browsers.get("zoe", places.getFirst()).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(names = {"SLACK_OVER_HTTP", "SLACK_OVER_SOCKET"})
  void a_reply_in_a_channels_thread_needs_no_mention_where_it_is_waited_for(Way which) {
    way = which;
    DoorsHouse doors = houseOf(which);
    SlackSeat mia = SlackSimulator.seat(PeopleInSlack.user("mia"), "C0HELP");
    SlackSeat ada = SlackSimulator.seat(PeopleInSlack.user("ada"), "C0HELP");
    String thread = doors.slack.say(mia, "The beamer is dark").ts();
    String other = doors.slack.say(mia, "Lunch?").ts();
    assertThat(doors.slackDoor.mention(mia, thread, "open-ticket The beamer is dark")).isTrue();
    String ticket = in(thread, TICKET);
    String number = ticket.substring(ticket.indexOf('-') + 1);
    doors.desk.own("elena", number);
    doors.desk.reply("elena", number, "Is it plugged in?");
    in(thread, Pattern.compile("(Is it plugged in)"));
    long requests = doors.house.requests();

    assertThat(doors.slackDoor.talk(ada, thread, "I have seen that, too")).isTrue();
    assertThat(doors.slackDoor.talk(mia, other, "At twelve")).isTrue();
    String mention = "<@U0DESKHAND> ask runs";
    assertThat(doors.slackDoor.talk(mia, thread, mention)).isTrue();
    assertThat(doors.house.requests()).as("nothing of that is kept").isEqualTo(requests);
    assertThat(doors.slackDoor.talk(mia, thread, "Yes, it is plugged in")).isTrue();

    Await.until(
        "it stands on the ticket",
        () -> doors.desk.whole("elena", number).contains("Yes, it is plugged in"));
    assertThat(doors.desk.whole("elena", number)).doesNotContain("seen that", "At twelve");
    assertThat(doors.house.requests()).isEqualTo(requests + 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SLACK_OVER_HTTP", "SLACK_OVER_SOCKET"})
  void a_ticket_that_a_command_opens_in_a_channel_is_spoken_of_with_its_opener_alone(Way which) {
    enter(which, Journey.TICKET);
    DoorsHouse doors = houseOf(which);
    SlackSeat there = SlackSimulator.seat(PeopleInSlack.user("mia"), "C0HELP");
    int before = doors.slack.messages().size();

    assertThat(doors.slackDoor.command(there, "open-ticket My salary slip is wrong")).isTrue();
    String ticket = found("mia", TICKET);
    String number = ticket.substring(ticket.indexOf('-') + 1);
    doors.desk.own("elena", number);
    doors.desk.reply("elena", number, "Is your bank account still the same?");
    sees("mia", "Is your bank account still the same?");
    send(doors.slackDoor.sentence("mia", "It ends with 42"));
    // Where colleagues have other tickets of hers, too, she is asked which one it is for.
    send(doors.slackDoor.sentence("mia", ticket));
    Await.until(
        "it stands on the ticket",
        () -> doors.desk.whole("elena", number).contains("It ends with 42"));

    assertThat(doors.slack.messages().stream().skip(before))
        .as("nobody else in the channel reads any of it")
        .noneMatch(it -> it.channel().equals("C0HELP") && it.onlyFor().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(names = {"SLACK_OVER_HTTP", "SLACK_OVER_SOCKET"})
  @Order(Integer.MAX_VALUE - 3) // leaves tickets about which mia is asked from then on
  void a_reply_below_a_direct_message_about_a_ticket_is_for_that_ticket(Way which) {
    DoorsHouse doors = houseOf(which);
    String first = written(which, "The keyboard sticks");
    String second = written(which, "The mouse squeaks");
    Shown told = sees("mia", "Tell us more: The mouse squeaks");
    String thread = ((SlackMessage) told.message()).ts();

    send(doors.slackDoor.below("mia", told, "Its left button, below the message"));

    Await.until(
        "it stands on the ticket",
        () -> doors.desk.whole("elena", second).contains("Its left button, below the message"));
    assertThat(in(thread, Pattern.compile("I have put that on \\W*builtin-(\\d+)")))
        .isEqualTo(second);
    assertThat(doors.desk.whole("elena", first)).doesNotContain("below the message");
    assertThat(fresh("mia")).noneMatch(it -> it.says("Which of your tickets"));
  }

  @ParameterizedTest
  @EnumSource(names = {"SLACK_OVER_HTTP", "SLACK_OVER_SOCKET"})
  @Order(Integer.MAX_VALUE - 2) // the same
  void a_sentence_that_is_for_one_of_two_tickets_stands_on_that_one_alone(Way which) {
    DoorsHouse doors = houseOf(which);
    String first = written(which, "The scanner hums");
    String second = written(which, "The lamp flickers");
    Door door = enter(which, Journey.TICKET);

    send(door.sentence("mia", "Only in the morning"));
    Shown asked = finds("mia", "builtin-" + first);
    assertThat(asked.text()).contains("Which of your tickets is that for?");
    assertThat(asked.buttons()).contains("builtin-" + second);
    assertThat(doors.desk.whole("elena", first) + doors.desk.whole("elena", second))
        .as("nothing is passed on before it is known to whom")
        .doesNotContain("Only in the morning");
    send(door.sentence("mia", "builtin-" + first));

    sees("mia", "I have put that on");
    Await.until(
        "it stands on the ticket that was named",
        () -> doors.desk.whole("elena", first).contains("Only in the morning"));
    assertThat(doors.desk.whole("elena", second)).doesNotContain("Only in the morning");
    Await.until("it is asked no more", () -> now("mia", asked).buttons().isEmpty());
  }

  /** Opens a ticket on which a colleague answers; gives back its number. */
  private String written(Way which, String about) {
    Door door = enter(which, Journey.TICKET);
    send(door.command("mia", "open-ticket " + about));
    String ticket = found("mia", TICKET);
    String number = ticket.substring(ticket.indexOf('-') + 1);
    houseOf(which).desk.own("elena", number);
    houseOf(which).desk.reply("elena", number, "Tell us more: " + about);
    sees("mia", "Tell us more: " + about);
    return number;
  }

  /** What fits in a thread of a channel. */
  private String in(String thread, Pattern pattern) {
    return Await.some(
        "what fits " + pattern,
        () ->
            houseOf(way).slack.messages().stream()
                .filter(it -> it.threadTs().equals(Optional.of(thread)))
                .map(it -> pattern.matcher(it.json()))
                .filter(Matcher::find)
                .map(it -> it.group(1))
                .findFirst());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = COMMANDS)
  void each_command_works_behind_a_mention(String command, String answer) {
    String room = "C0" + Integer.toUnsignedString(command.hashCode());
    SlackSeat elena = SlackSimulator.seat("U0ELENA", room);
    for (DoorsHouse doors : List.of(http, socket)) {
      doors.slack.addRoom(room, SlackRoom.CHANNEL);
      String thread = doors.slack.say(elena, "Something else").ts();

      assertThat(doors.slackDoor.mention(elena, thread, command)).isTrue();

      Await.until(
          "'%s' answers '%s'".formatted(command, answer),
          () ->
              doors.slack.messages().stream()
                  .filter(it -> it.threadTs().equals(Optional.of(thread)))
                  .anyMatch(it -> it.says(answer)));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = COMMANDS)
  void each_command_works_behind_a_mention_in_teams_too(String command, String answer) {
    int before = http.teams.messages().size();

    send(http.teamsDoor.mention("elena", Integer.toUnsignedString(command.hashCode()), command));

    Await.until(
        "'%s' answers '%s'".formatted(command, answer),
        () -> http.teams.messages().stream().skip(before).anyMatch(it -> it.says(answer)));
  }

  @ParameterizedTest
  @EnumSource
  void help_shows_each_what_they_may_do_and_nothing_else(Way which) {
    Door door = enter(which, Journey.HELP);

    send(door.command("ada", "help"));
    send(door.command("elena", "help"));

    Shown staff = sees("ada", "For you there are");
    assertThat(staff.says("unlock-account")).isTrue();
    assertThat(staff.says("restart-service")).isFalse();
    assertThat(sees("elena", "For you there are").says("restart-service")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void another_person_approves_and_the_buttons_are_gone_for_everyone(Way which) {
    Door door = enter(which, Journey.APPROVAL);
    long before = restarts();
    String approver = approvers().getFirst();

    send(door.command("elena", RESTART));
    Shown question = finds(approver, "Approve");
    send(door.press("elena", question, "Approve"));
    sees("elena", "Whoever asked for something can't approve it");
    assertThat(restarts()).isEqualTo(before);
    send(door.press(approver, question, "Approve"));

    sees("elena", RESTARTED);
    assertThat(restarts() - before).isEqualTo(1);
    for (String each : approvers()) {
      sees(each, "approved by " + approver);
      assertThat(fresh(each)).filteredOn(it -> it.says("May this run?")).isEmpty();
      assertThat(fresh(each)).flatExtracting(Shown::buttons).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_approval_that_five_people_press_at_once_counts_once(Way which) throws Exception {
    Door door = enter(which, Journey.APPROVAL);
    long before = restarts();
    send(door.command("elena", RESTART));
    List<Callable<Boolean>> presses = new ArrayList<>();
    for (String approver : approvers()) {
      Delivery press = door.press(approver, finds(approver, "Approve"), "Approve");
      presses.add(press::send);
    }

    assertThat(together(presses)).containsOnly(true);

    sees("elena", RESTARTED);
    for (String each : approvers()) {
      sees(each, "approved by ");
      await(each, it -> DECIDED.matcher(it.text()).find(), "a word of their own");
      assertThat(fresh(each)).flatExtracting(Shown::buttons).isEmpty();
    }
    String[] named = found(approvers().getFirst(), APPROVED).strip().split(", ", -1);
    assertThat(approvers())
        .filteredOn(each -> fresh(each).stream().anyMatch(it -> it.says("Thank you, noted")))
        .as("whose yes is noted")
        .containsExactlyInAnyOrder(named);
    assertThat(restarts() - before).isEqualTo(1);
  }

  private static <T> List<T> together(List<? extends Callable<T>> all) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(all)) {
        results.add(result.get());
      }
      return results;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_form_says_what_is_wrong_and_sent_five_times_at_once_it_is_one_request(Way which)
      throws Exception {
    Door door = enter(which, Journey.FORM);
    long before = restarts();
    String approver = approvers().getFirst();
    Form form = door.form("elena", OFFER);
    Map<String, String> wrong =
        Map.of("On which host?", "-rf /", "Which service, such as vpn-gateway?", "vpn-gateway");
    Map<String, String> right =
        Map.of("On which host?", "vpn-gw-1", "Which service, such as vpn-gateway?", "vpn-gateway");

    assertThat(form.send(wrong)).anyMatch(it -> it.contains("does not fit"));
    assertThat(fresh(approver)).isEmpty();
    Callable<List<String>> sending = () -> form.send(right);
    assertThat(together(Collections.nCopies(5, sending))).allMatch(List::isEmpty);

    send(door.press(approver, finds(approver, "Approve"), "Approve"));
    sees(approver, "approved by " + approver);
    Await.until("it is restarted", () -> restarts() - before == 1);
    assertThat(fresh(approver)).flatExtracting(Shown::buttons).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Order(Integer.MAX_VALUE - 1)
  void what_a_sentence_leaves_out_is_given_in_a_form(Way which) {
    Door door = enter(which, Journey.SENTENCE_FORM);
    long before = restarts();
    String approver = approvers().getFirst();

    send(door.sentence("elena", "please restart the service"));
    Shown asked =
        await("elena", it -> it.buttons().stream().anyMatch(DoorsTest::isForm), "a form's button");
    String label = asked.buttons().stream().filter(DoorsTest::isForm).findFirst().orElseThrow();
    Form form = door.opened("elena", asked, label);
    String service = "Which service, such as vpn-gateway?";
    assertThat(form.send(Map.of("On which host?", "-rf /", service, "vpn-gateway")))
        .anyMatch(it -> it.contains("does not fit"));
    assertThat(form.send(Map.of("On which host?", "vpn-gw-1", service, "vpn-gateway"))).isEmpty();
    send(door.press("elena", finds("elena", "Yes, begin"), "Yes, begin"));
    send(door.press(approver, finds(approver, "Approve"), "Approve"));

    sees("elena", RESTARTED);
    assertThat(restarts() - before).isEqualTo(1);
    nothingToPress("elena");
    assertThat(now("elena", asked).text()).contains("in a form");
  }

  @ParameterizedTest
  @EnumSource
  void a_form_of_several_pages_is_kept_whole(Way which) {
    Door door = enter(which, Journey.LONG_FORM);
    Map<String, String> wrong = new HashMap<>(DoorsHouse.surveyed());
    wrong.put("Which is number 119?", "none");

    send(door.command("elena", "run survey"));
    Shown asked = finds("elena", "Fill in a form");
    assertThat(door.opened("elena", asked, "Fill in a form").send(wrong))
        .anyMatch(it -> it.contains("does not fit"));
    assertThat(fresh("elena")).noneMatch(it -> it.says("All of it is answered"));
    Form form = door.opened("elena", asked, "Fill in a form");
    assertThat(form.send(DoorsHouse.surveyed())).isEmpty();

    sees("elena", "All of it is answered");
    nothingToPress("elena");
  }

  @ParameterizedTest
  @EnumSource
  void whoever_nobody_knows_gets_a_clear_word_and_nothing_happens(Way which) {
    Door door = enter(which, Journey.STRANGER);
    int before = changes();

    send(door.command("mallory", "run unlock-account account=ada"));

    sees("mallory", "I don't know you yet");
    assertThat(changes()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_delivered_twice_happens_once_however_late_it_comes_again(Way which) {
    Door door = enter(which, Journey.DOUBLED);
    lock();
    int before = changes();
    long requests = houseOf(way).house.requests();

    Delivery sentence = door.sentence("ada", "VPN says authentication failed");
    send(sentence);
    assertThat(sentence.again()).isTrue();
    Delivery press = door.press("ada", finds("ada", FAILED), FAILED);
    send(press);
    Delivery last = door.press("ada", finds("ada", WORKS), WORKS);
    assertThat(sentence.again()).isTrue();
    assertThat(press.again()).isTrue();
    send(last);
    sees("ada", "you are back in");
    int shown = fresh("ada").size();
    assertThat(last.again()).isTrue();
    assertThat(press.again()).isTrue();
    send(door.command("ada", "runs"));
    sees("ada", "Runs");

    assertThat(houseOf(way).house.requests() - requests).isEqualTo(4);
    assertThat(changes() - before).isEqualTo(1);
    assertThat(fresh("ada")).hasSize(shown + 1);
  }

  @ParameterizedTest
  @EnumSource
  void deliveries_in_any_order_each_twice_are_answered_once_each(Way which) {
    Door door = enter(which, Journey.MIXED);
    long requests = houseOf(way).house.requests();
    List<Delivery> all =
        IntStream.range(0, 8)
            .mapToObj(it -> door.command("mia", "open-ticket Chair " + it + " squeaks"))
            .toList();

    door.mixed(all);

    Await.until("each has its ticket", () -> tickets().size() == all.size());
    assertThat(houseOf(way).house.requests() - requests).isEqualTo(2L * all.size());
  }

  private static final Pattern TICKET = Pattern.compile("Your ticket is \\W*(builtin-\\d+)");

  private Set<String> tickets() {
    Set<String> tickets = new LinkedHashSet<>();
    for (Shown it : fresh("mia")) {
      Matcher found = TICKET.matcher(it.text());
      if (found.find()) {
        assertThat(tickets.add(found.group(1))).as(found.group(1) + " is told once").isTrue();
      }
    }
    return tickets;
  }

  @ParameterizedTest
  @EnumSource
  void hostile_texts_of_any_length_do_no_harm(Way which) {
    Door door = enter(which, Journey.HOSTILE);
    int before = changes();
    String longest = HOSTILE.repeat(1 + door.longest() / HOSTILE.length());

    send(door.sentence("ada", longest.substring(0, door.longest())));
    if (way == Way.DESK) {
      assertThat(fresh("ada")).anyMatch(it -> it.says("<script>"));
      http.desk.leave("ada");
      return;
    }
    await("ada", _ -> true, "an answer");
    String note = HOSTILE.repeat(40).replaceAll("[\\p{Cntrl}\\x{202E}\"]", "").strip();
    send(door.command("elena", "run agree note=\"\u202E" + note + "\u0007\""));
    sees("elena", "does not fit");
    send(door.command("elena", "run agree note=\"" + note + "\""));
    String approver = approvers().getFirst();
    send(door.press(approver, finds(approver, "Approve"), "Approve"));
    sees("elena", "The note is agreed to");
    send(door.command("ada", HOSTILE));
    send(door.command("ada", "runs"));

    await("ada", it -> it.says("Runs") || it.says("There are no runs"), "runs");
    assertThat(changes()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void a_hostile_name_is_shown_as_a_name(Way which) {
    Door door = enter(which, Journey.HOSTILE_NAME);
    DoorsHouse doors = houseOf(way);
    Map<String, Door> support =
        Map.of(
            "elena",
            doors.slackDoor,
            DoorsHouse.TEAMS_HELPER,
            doors.teamsDoor,
            DoorsHouse.CHAT_HELPER,
            doors.chat);
    Map<String, Integer> before = new HashMap<>();
    support.forEach((helper, at) -> before.put(helper, at.shown(helper).size()));

    send(door.sentence("zoe", "VPN says authentication failed"));
    finds("zoe", FAILED);
    send(door.sentence("zoe", "let me talk to a human please"));

    support.forEach(
        (helper, at) ->
            assertThat(told(at, helper, before.getOrDefault(helper, 0)))
                .as(helper)
                .contains("[x](https://evil.example)")
                .containsPattern("n{100}…\\W+needs a person")
                .hasSizeLessThan(10_000));
    assertThat(told(doors.slackDoor, "elena", before.getOrDefault("elena", 0)))
        .contains("&lt;!channel&gt;", "\uFFFD\uFFFD")
        .contains("{\"type\":\"text\",\"text\":\"<!channel> <at>Bob</at>")
        .doesNotContain("mrkdwn");
    assertThat(told(doors.teamsDoor, DoorsHouse.TEAMS_HELPER, 0))
        .contains("<!channel> <at>Bob</at>", "\uFFFD\uFFFD");
  }

  private static String told(Door at, String helper, int before) {
    return Await.some(
            helper + " hears of it",
            () ->
                at.shown(helper).stream()
                    .skip(before)
                    .filter(it -> it.says("needs a person"))
                    .findFirst())
        .text();
  }

  @ParameterizedTest
  @EnumSource
  void what_goes_on_is_listed_and_cancelled(Way which) {
    Door door = enter(which, Journey.CANCEL);

    send(door.command("elena", "run long"));
    sees("elena", "Take very long");
    send(door.command("elena", "my"));
    String run =
        Await.some(
            "the run in the list",
            () ->
                fresh("elena").stream()
                    .map(it -> LONG_RUN.matcher(it.text()))
                    .filter(Matcher::find)
                    .map(it -> it.group(1))
                    .findFirst());
    send(door.command("elena", "cancel " + run));

    sees("elena", "It was cancelled");
  }

  @ParameterizedTest
  @EnumSource
  void what_is_too_long_to_show_is_a_file_for_whoever_may_read_it(Way which) {
    Door door = enter(which, Journey.FILE);

    send(door.command("elena", "run wordy"));
    sees("elena", "All of it is said");
    send(door.command("elena", "my"));
    String run = found("elena", WORDY_RUN);
    send(door.command("ada", "show " + run));
    send(door.command("elena", "show " + run));
    sees("elena", "say-output.txt");

    Await.until(
        "elena has all of it",
        () -> door.files("elena").stream().anyMatch(it -> it.contains("\"line\":\"line 500\"")));
    sees("ada", "no such run");
    assertThat(fresh("ada")).noneMatch(it -> it.says("say-output"));
  }

  @ParameterizedTest
  @EnumSource
  void a_picture_of_a_tree_is_seen_and_stays_when_its_question_is_answered(Way which) {
    Door door = enter(which, Journey.PICTURE);
    String menu = "The menu behind the Wi-Fi symbol";

    send(door.sentence("ada", "the wlan does not work"));
    send(door.press("ada", finds("ada", "In the office"), "In the office"));
    sees("ada", "In which room");
    send(door.sentence("ada", "third floor, kitchen"));
    String alone = "Yes, only I am not";
    send(door.press("ada", finds("ada", alone), alone));
    Shown asked = finds("ada", "Done");
    assertThat(door.pictures("ada")).hasSize(1).allMatch(it -> it.startsWith(menu));
    send(door.press("ada", asked, "Done"));
    send(door.press("ada", finds("ada", "Yes, but slowly"), "Yes, but slowly"));

    sees("ada", "A colleague will look at the Wi-Fi there");
    assertThat(door.pictures("ada")).hasSize(1).allMatch(it -> it.startsWith(menu));
  }

  private static boolean isForm(String label) {
    return label.startsWith("Fill in a form");
  }

  private String found(String person, Pattern pattern) {
    return Await.some(
        "what fits " + pattern,
        () ->
            fresh(person).stream()
                .map(it -> pattern.matcher(it.text()))
                .filter(Matcher::find)
                .map(it -> it.group(1))
                .findFirst());
  }

  @ParameterizedTest
  @EnumSource
  void long_work_shows_how_far_it_is_in_one_message(Way which) {
    beginEverywhere();
    enter(which, Journey.PROGRESS);

    List<String> texts =
        Objects.requireNonNull(PROGRESS.get(which)).orTimeout(1, TimeUnit.MINUTES).join();

    assertThat(texts).hasSizeGreaterThanOrEqualTo(3);
    assertThat(texts.getFirst()).contains("Working on it");
    assertThat(texts)
        .anyMatch(
            it -> it.contains("of 2") && it.contains("A while") && it.contains("under way since"))
        .anyMatch(it -> it.contains("And a little more — next"));
    assertThat(texts.getLast()).contains("A while — done", "And a little more — done");
    assertThat(texts.getLast()).contains("succeeded after");
  }

  /** At all doors at the same time, since it takes a while. */
  private static synchronized void beginEverywhere() {
    if (!PROGRESS.isEmpty()) {
      return;
    }
    for (Way it : Way.values()) {
      if (door(it).gap(Journey.PROGRESS).isEmpty()) {
        int before = door(it).shown("elena").size();
        send(door(it).command("elena", "run paced"));
        PROGRESS.put(
            it,
            CompletableFuture.supplyAsync(() -> followed(it, before), Thread::startVirtualThread));
      }
    }
  }

  private static List<String> followed(Way which, int before) {
    List<String> texts = new ArrayList<>();
    Await.until(
        "the run at " + which + " ends",
        () -> {
          door(which).shown("elena").stream()
              .skip(before)
              .filter(it -> it.says("Take your time"))
              .findFirst()
              .map(Shown::text)
              .filter(it -> texts.isEmpty() || !texts.getLast().equals(it))
              .ifPresent(texts::add);
          return !texts.isEmpty() && texts.getLast().contains("succeeded after");
        });
    return texts;
  }

  @ParameterizedTest
  @EnumSource
  @Order(Integer.MAX_VALUE)
  void a_button_of_a_message_that_is_days_old_says_so_and_does_nothing(Way which) {
    leaveForDays();
    Door door = enter(which, Journey.OLD_BUTTON);
    long before = restarts();
    lock();
    Old old = Objects.requireNonNull(OLD.get(which));
    String approver = approvers().getFirst();
    Await.until(
        "their time is over",
        () ->
            nowAt(door, approver, old.approval()).isEmpty()
                && door.shown("ada").stream().anyMatch(it -> it.says(UNHEARD)));

    send(door.press(approver, old.approval(), "Approve"));
    send(door.press("ada", old.question(), FAILED));

    sees(approver, "There is no such run, or it has ended already");
    sees("ada", "That question is answered already");
    assertThat(restarts()).isEqualTo(before);
    assertThat(isLocked()).as("nothing was done for the old answer").isTrue();
  }

  /** What can be pressed by now on a message of before. */
  private static List<String> nowAt(Door door, String person, Shown earlier) {
    return door.shown(person).stream()
        .filter(it -> it.id().equals(earlier.id()))
        .flatMap(it -> it.buttons().stream())
        .toList();
  }

  private void leaveForDays() {
    if (!OLD.isEmpty()) {
      return;
    }
    for (Way it : Way.values()) {
      if (door(it).gap(Journey.OLD_BUTTON).isEmpty()) {
        Door door = enter(it, Journey.OLD_BUTTON);
        send(door.command("elena", RESTART));
        send(door.sentence("ada", "VPN says authentication failed"));
        OLD.put(it, new Old(finds("ada", FAILED), finds(approvers().getFirst(), "Approve")));
      }
    }
    CLOCK.moveOn(Duration.ofDays(3));
    http.chat.signOut();
  }
}

package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.Door.Given;
import dev.deskhand.app.Door.Shown;
import dev.deskhand.sandbox.http.LocalAnswer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of files that people give in chat, where not all is well with them. */
@ParameterizedClass
@EnumSource(DoorsHouse.Way.class)
final class GivenFilesTest {
  private static final Pattern TICKET = Pattern.compile("Your ticket is \\W*builtin-(\\d+)");
  private static final Pattern PLACE = Pattern.compile("/ticket-files/builtin-\\d+/[0-9a-f]{64}");
  private static final int LIMIT = 10 << 20;
  private static final LocalAnswer SIGN_IN =
      new LocalAnswer.Reply(
          200,
          Map.of("Content-Type", "text/html; charset=utf-8"),
          "<!DOCTYPE html><html><title>Sign in</title></html>");

  private final DoorsHouse.Way way;
  @TempDir private Path data;
  private DoorsHouse doors;

  GivenFilesTest(DoorsHouse.Way way) {
    this.way = way;
  }

  @BeforeEach
  void open() {
    doors = new DoorsHouse(data, way, InstantSource.system());
  }

  @AfterEach
  void close() {
    doors.close();
  }

  /** Those that take files from where a vendor keeps them, and who gives some there. */
  private Map<String, Door> chats() {
    return Map.of("slack1", doors.slackDoor, "teams1", doors.teamsDoor);
  }

  @Test
  void what_can_not_be_had_is_said_with_the_reason_and_the_rest_is_taken() {
    Given whole = new Given("whole.txt", "x".repeat(LIMIT));
    List<Given> lost =
        List.of(
            new Given("../large.txt", "x".repeat(LIMIT + 1)),
            new Given("shut.txt", "not for us", Optional.of(LocalAnswer.status(403))),
            new Given("page.txt", "not for us either", Optional.of(SIGN_IN)));
    List<Pattern> words =
        List.of(
            Pattern.compile("large.txt\\W+what you send with one answer may have 10.0 MiB in all"),
            Pattern.compile("shut.txt\\W+it is not there any more, or I may not read it"),
            Pattern.compile("page.txt\\W+it is not there any more, or I may not read it"));

    chats()
        .forEach(
            (person, door) -> {
              String ticket = withDesk(person, door);
              for (int i = 0; i < lost.size(); i++) {
                assertThat(door.give(person, lost.get(i)).send()).isTrue();
                awaited(person, door, words.get(i));
              }
              assertThat(door.give(person, whole).send()).isTrue();
              awaited(person, door, Pattern.compile("I have put your file on"));

              Await.until("the whole one is named", () -> places(ticket).size() == 1);
              assertThat(doors.desk.whole("elena", ticket))
                  .contains("whole.txt")
                  .doesNotContain("large.txt", "shut.txt", "page.txt");
            });
  }

  @Test
  void a_file_goes_with_the_words_that_open_a_ticket() {
    Given page = new Given("page.html", "<html>grey</html>");

    assertThat(doors.slackDoor.give("slack1", "open-ticket The printer smokes", page).send())
        .isTrue();

    String ticket = awaited("slack1", doors.slackDoor, TICKET).group(1);
    assertKept(ticket, "<html>grey</html>");
    assertThat(doors.desk.whole("elena", ticket)).contains("The printer smokes", "page.html");
  }

  @Test
  void a_file_of_a_message_goes_with_the_ticket_that_its_shortcut_opens() {
    Given page = new Given("page.txt", "a grey page");

    Door.Form form = doors.slackDoor.shortcut("slack1", "The printer smokes", page);
    assertThat(form.send(Map.of())).isEmpty();
    assertThat(form.send(Map.of())).isEmpty();

    Await.until(
        "the thread hears of it",
        () -> doors.slack.messages().stream().anyMatch(it -> TICKET.matcher(it.json()).find()));
    assertKept("1", "a grey page");
    assertThat(doors.desk.whole("elena", "1")).contains("The printer smokes", "page.txt");
    assertThat(doors.house.requests()).as("the form, and the ticket at the desk").isEqualTo(2);
  }

  private void assertKept(String ticket, String text) {
    Await.until("it is named on the ticket", () -> !places(ticket).isEmpty());
    assertThat(places(ticket)).hasSize(1);
    assertThat(doors.browsers.get("elena", places(ticket).getFirst()).body()).isEqualTo(text);
  }

  private List<String> places(String ticket) {
    return PLACE
        .matcher(doors.desk.whole("elena", ticket))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** Opens a ticket that a colleague has; gives back its number. */
  private String withDesk(String person, Door door) {
    assertThat(door.command(person, "open-ticket The printer smokes").send()).isTrue();
    String ticket = awaited(person, door, TICKET).group(1);
    doors.desk.own("elena", ticket);
    doors.desk.reply("elena", ticket, "Show us what it prints.");
    awaited(person, door, Pattern.compile("Show us what it prints"));
    return ticket;
  }

  private static MatchResult awaited(String person, Door door, Pattern pattern) {
    try {
      return Await.some(
          "what fits " + pattern,
          () ->
              door.shown(person).stream()
                  .map(Shown::text)
                  .map(pattern::matcher)
                  .filter(Matcher::find)
                  .map(Matcher::toMatchResult)
                  .findFirst());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + " among " + door.shown(person), e);
    }
  }
}

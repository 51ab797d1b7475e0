package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.Door.Given;
import dev.deskhand.app.Door.Shown;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of files that people give in chat. */
@ParameterizedClass
@EnumSource(DoorsHouse.Way.class)
final class GivenFilesTest {
  private static final Pattern TICKET = Pattern.compile("Your ticket is \\W*builtin-(\\d+)");
  private static final Pattern PLACE = Pattern.compile("/ticket-files/builtin-\\d+/[0-9a-f]{64}");

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

package dev.deskhand.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person is shown is printed, too, on whatever terminal plays the story. */
final class ScreenTest {
  @Test
  void what_is_shown_does_nothing_to_the_terminal_that_it_is_printed_on() {
    List<String> printed = new ArrayList<>();
    ObjectNode event = new ObjectMapper().createObjectNode().put("id", "m-1");
    ObjectNode message = event.putObject("message").put("text", "one\u001B[2J\ntwo \u202Eeno");
    message.putArray("facts").addObject().put("label", "Host").put("value", "gw\u0007");
    message.putArray("exhibits").addObject().put("caption", "Log").put("code", "a\tb\bc");

    new Screen(printed::add).hear(event);

    assertThat(printed)
        .containsExactly("one\uFFFD[2J\ntwo \uFFFDeno\n  Host: gw\uFFFD\n  Log\n  a\tb\uFFFDc");
  }
}

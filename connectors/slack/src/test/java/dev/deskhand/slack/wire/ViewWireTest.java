package dev.deskhand.slack.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Form;
import dev.deskhand.content.InputType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewWireTest {
  private static Form.Field field(String name, InputType type) {
    return new Form.Field(name, type, "?", "", Optional.empty());
  }

  @Test
  void people_are_mentioned_in_a_form_as_in_a_message_and_a_text_stays_as_it_is() {
    List<Form.Field> fields =
        List.of(
            field("who", new InputType.PersonInput()),
            field("note", new InputType.Text(Optional.empty())));

    assertThat(ViewWire.mentions(fields, Map.of("who", "<@U0BOB|bob>", "note", "<@U0BOB>")))
        .isEqualTo(Map.of("who", "@U0BOB", "note", "<@U0BOB>"));
  }
}

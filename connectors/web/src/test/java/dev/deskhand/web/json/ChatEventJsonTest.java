package dev.deskhand.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Event;
import dev.deskhand.web.ChatEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is stored can be read for ever: the golden file is never changed, only added to. */
final class ChatEventJsonTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/chat-1.txt");

  private static List<ChatEvent> everyEvent() {
    Message message =
        new Message(
                "Hello **you**\n`code`",
                List.of(new Message.Fact("a", "b")),
                List.of(
                    new Message.Button(
                        "Yes", Message.Button.Style.PRIMARY, ButtonAction.of("approve", "r-1"))))
            .showing(
                new Exhibit.Code("Why", "exit 1\n  ü"),
                new Exhibit.Table("", List.of("Step", "Stands"), List.of(List.of("a", ""))));
    return List.of(
        new ChatEvent.Said("d-1", "VPN says \"no\" ü"),
        new ChatEvent.Posted(new DeliveryKey("in-1"), message),
        new ChatEvent.Updated(new DeliveryKey("in-2"), 7, Message.text("short")));
  }

  private static String line(ChatEvent event) {
    Event stored = ChatEventJson.store(event, UnaryOperator.identity());
    return stored.type() + " " + stored.version() + " " + stored.body();
  }

  private static ChatEvent read(String line) {
    String[] parts = line.split(" ", 3);
    Event stored = new Event(parts[0], Integer.parseInt(parts[1]), parts[2]);
    return ChatEventJson.load(stored, UnaryOperator.identity());
  }

  @Test
  void everything_is_written_as_it_always_was() throws IOException {
    assertThat(everyEvent()).extracting(ChatEventJsonTest::line).isEqualTo(golden());
  }

  @Test
  void everything_that_was_ever_written_can_be_read() throws IOException {
    assertThat(golden()).extracting(ChatEventJsonTest::read).isEqualTo(everyEvent());
  }

  @Test
  void every_type_that_is_stored_has_an_example() {
    assertThat(everyEvent())
        .extracting(Object::getClass)
        .containsAll(List.of(ChatEvent.class.getPermittedSubclasses()));
  }

  private static List<String> golden() throws IOException {
    return Files.readAllLines(GOLDEN);
  }
}

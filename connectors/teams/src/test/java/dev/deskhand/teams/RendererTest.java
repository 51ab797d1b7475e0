package dev.deskhand.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.teams.wire.AdaptiveCard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What Microsoft's own renderer says of our cards. */
final class RendererTest {
  private static final String HOW =
      "cards are not checked by Microsoft's renderer; connectors/teams/dev/install.sh fetches it";
  private static final Path MODULE =
      Files.isDirectory(Path.of("dev")) ? Path.of("") : Path.of("connectors/teams");

  private static final List<Message> MESSAGES =
      List.of(
          Message.text("**Done** with `it`\n\n[a](https://b.example)"),
          Message.text(""),
          new Message("", List.of(new Fact("", "")), List.of()),
          new Message(
              "May this run?",
              List.of(new Fact("Host", "<vpn>\nand more"), new Fact("Log", "'\"&".repeat(2_500))),
              List.of(
                  new Button("Yes", Button.Style.PRIMARY, ButtonAction.of("approve", "r")),
                  new Button("No", Button.Style.DANGER, ButtonAction.of("decline", "r")))),
          new Message(
              "Which?\n".repeat(2_000),
              List.of(),
              IntStream.range(0, 25)
                  .mapToObj(i -> Button.plain("B".repeat(75), ButtonAction.of("choose", "i" + i)))
                  .toList()));

  @Test
  void it_complains_of_nothing() throws IOException, InterruptedException {
    Path renderer =
        MODULE.resolve("target/adaptivecards/package/dist/adaptivecards.js").toAbsolutePath();
    Assumptions.assumeTrue(Files.exists(renderer), HOW);
    List<String> activities =
        MESSAGES.stream().flatMap(message -> AdaptiveCard.render(message).stream()).toList();
    String check = MODULE.resolve("dev/check-cards.js").toAbsolutePath().toString();

    Process node =
        new ProcessBuilder("node", check, renderer.toString()).redirectErrorStream(true).start();
    try (var in = node.outputWriter(StandardCharsets.UTF_8)) {
      in.write(String.join("\n", activities));
    }
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(node.waitFor()).as(said).isZero();
    assertThat(said).contains(activities.size() + " cards, 0 complaints");
  }
}

package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as found. */
final class SlackHistoryTest {
  private static final DeliveryKey KEY = new DeliveryKey("k-1");
  private static final String SELF = "{\"ok\":true,\"user_id\":\"U0DESKHAND\",\"bot_id\":\"B0\"}";
  private static final Delivery DELIVERY =
      new Delivery(
          KEY,
          BlockKit.render(Message.text("It failed.")),
          List.of(new Attachment("a.txt", "text/plain", 1, "0".repeat(64), "/a")),
          Optional.empty());

  @Test
  void what_others_call_by_the_name_of_a_file_is_none_of_the_bots() {
    assertThat(found("\"user\":\"U0DESKHAND\"", 2)).containsOnlyKeys(2);
    assertThat(found("\"bot_id\":\"B0\"", 2)).containsOnlyKeys(2);
    assertThat(found("\"user\":\"U0EVE\"", 2)).isEmpty();
    assertThat(found("\"user\":\"U0EVE\",\"bot_id\":\"B0OTHER\"", 2)).isEmpty();
  }

  @Test
  void a_file_is_no_part_that_the_delivery_does_not_have_as_a_file() {
    assertThat(found("\"bot_id\":\"B0\"", 1)).isEmpty();
    assertThat(found("\"bot_id\":\"B0\"", 3)).isEmpty();
  }

  private static Map<Integer, String> found(String by, int part) {
    String thread =
        "{\"ok\":true,\"messages\":[{\"ts\":\"1.1\",%s,\"files\":[{\"name\":\"%s\"}]}]}"
            .formatted(by, PostKey.fileName(KEY, part, "a.txt"));
    try (LocalServer server =
        LocalServer.start(
            0,
            request ->
                LocalAnswer.json(200, request.path().endsWith("auth.test") ? SELF : thread))) {
      SlackConfig config = new SlackConfig();
      config.setMethodsEndpointUrlPrefix(server.uri() + "/api/");
      config.setStatsEnabled(false);
      SlackWeb web = new SlackWeb(Slack.getInstance(config), "xoxb-practice");
      return new SlackHistory(web).parts("C0HELP", Optional.of("1.0"), DELIVERY, 2);
    }
  }
}

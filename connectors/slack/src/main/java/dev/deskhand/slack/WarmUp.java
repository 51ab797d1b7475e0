package dev.deskhand.slack;

import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Interior;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.Sha256;
import dev.deskhand.slack.SlackSettings.Intake;
import dev.deskhand.slack.wire.SlackBody;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Plays one request of each kind into a bridge of its own, whose reception keeps nothing. */
final class WarmUp implements Runnable {
  private static final String EVENT =
      """
      {"type":"event_callback","team_id":"TEAM","event_id":"Ev0","event":{"type":"KIND",\
      "user":"U0","channel":"D0","channel_type":"im","ts":"1.1","text":"x"}}\
      """;
  private static final String PRESS =
      """
      {"type":"block_actions","team":{"id":"TEAM"},"user":{"id":"U0"},\
      "container":{"type":"message","message_ts":"1.1","channel_id":"C0"},\
      "message":{"ts":"1.1","blocks":[{"type":"actions","elements":[{"type":"button",\
      "text":{"type":"plain_text","text":"x"}}]}]},\
      "actions":[{"action_id":"x","type":"button","value":"x:x"}]}\
      """;

  private final SlackSettings settings;
  private final Intake.Signed signed;

  WarmUp(SlackSettings settings, Intake.Signed signed) {
    this.settings = settings;
    this.signed = signed;
  }

  @Override
  public void run() {
    BoltBridge bridge =
        BoltBridge.into(
            settings, new Interior(inbound -> Reception.Acceptance.DUPLICATE, FrontDesk.CLOSED));
    SlackSignature signature = new SlackSignature(signed.secret(), () -> Instant.EPOCH);
    for (String body : bodies()) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      signature.verify(bytes, "0", "v0=");
      bridge.answer(SlackBody.read(bytes), Sha256.hex(body));
    }
  }

  private List<String> bodies() {
    String team = settings.teams().iterator().next();
    String event = EVENT.replace("TEAM", team);
    return List.of(
        "team_id=%s&user_id=U0&channel_id=C0&command=%s&text=x"
            .formatted(team, encoded(settings.command())),
        "payload=" + encoded(PRESS.replace("TEAM", team)),
        event.replace("KIND", "app_mention"),
        event.replace("KIND", "message"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

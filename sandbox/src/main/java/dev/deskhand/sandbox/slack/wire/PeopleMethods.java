package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** auth.test and users.info. */
final class PeopleMethods {
  static final MethodShape AUTH_TEST = new MethodShape(Set.of(), Set.of());
  static final MethodShape INFO = new MethodShape(Set.of("user"), Set.of("include_locale"));

  private final Workspace workspace;

  PeopleMethods(Workspace workspace) {
    this.workspace = workspace;
  }

  SlackAnswer authTest() {
    SlackAnswer answer = SlackAnswer.ok();
    answer
        .body()
        .put("url", "https://example.slack.test/")
        .put("team", "Example")
        .put("user", "deskhand")
        .put("team_id", workspace.team())
        .put("user_id", Workspace.BOT_USER)
        .put("bot_id", Workspace.BOT)
        .put("is_enterprise_install", false);
    return answer;
  }

  SlackAnswer info(Arguments arguments) {
    String id = arguments.text("user", "");
    Optional<String> name = workspace.userName(id);
    return name.map(known -> person(id, known))
        .orElseGet(() -> SlackAnswer.refusal("user_not_found"));
  }

  private SlackAnswer person(String id, String name) {
    SlackAnswer answer = SlackAnswer.ok();
    ObjectNode user = answer.body().putObject("user");
    user.put("id", id)
        .put("team_id", workspace.team())
        .put("name", name.toLowerCase(Locale.ROOT))
        .put("real_name", name)
        .put("deleted", false)
        .put("is_bot", false)
        .put("tz", "Europe/London");
    user.putObject("profile").put("real_name", name).put("display_name", name);
    return answer;
  }
}

package dev.deskhand.slack;

import dev.deskhand.bot.message.DeliveryFailedException;
import java.time.Duration;
import java.util.Set;

/** Slack answered, and the answer is an error. */
final class SlackRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Slack's own trouble, or a matter of patience. */
  private static final Set<String> PASSING =
      Set.of(
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org");

  private static final Set<String> TOO_FAST =
      Set.of("ratelimited", "rate_limited", "message_limit_exceeded");

  /** Ours to repair: the post waits until somebody did. */
  private static final Set<String> OF_THE_TOKEN =
      Set.of(
          "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "access_denied");

  private static final Set<String> NO_SUCH_PLACE =
      Set.of("channel_not_found", "not_in_channel", "user_not_in_channel");

  private static final Set<String> NO_SUCH_MESSAGE =
      Set.of(
          "message_not_found",
          "cant_update_message",
          "edit_window_closed",
          "update_failed",
          "is_inactive");

  private static final Duration PAUSE_FOR_REPAIR = Duration.ofMinutes(1);

  private final String what;
  private final String code;
  private final String scope;

  SlackRefusal(String what, String code, String scope) {
    super(said(what, code));
    this.what = what;
    this.code = code;
    this.scope = scope;
  }

  /** Whether this is what Slack answered. */
  boolean is(String expected) {
    return code.equals(expected);
  }

  /** Whether the bot can't speak, or can't be seen, in that place. */
  boolean isOfThePlace() {
    return NO_SUCH_PLACE.contains(code)
        || Set.of("is_archived", "restricted_action", "messages_tab_disabled").contains(code);
  }

  /** Whether a message that was to be replaced is not there, or not to be changed any more. */
  boolean isOfTheMessage() {
    return NO_SUCH_MESSAGE.contains(code);
  }

  /** Whether Slack does not show these blocks, or not yet. */
  boolean isOfTheBlocks() {
    return code.equals("invalid_blocks");
  }

  /** Whether the app was installed without the right to do that. */
  boolean lacksScope() {
    return code.equals("missing_scope");
  }

  /** Whether there is no such thread to read. */
  boolean isOfTheThread() {
    return code.equals("thread_not_found");
  }

  /** What it means for a delivery. */
  DeliveryFailedException failure() {
    if (PASSING.contains(code)) {
      return DeliveryFailedException.retry(said());
    }
    if (TOO_FAST.contains(code) || OF_THE_TOKEN.contains(code) || lacksScope()) {
      return DeliveryFailedException.retryAfter(PAUSE_FOR_REPAIR, said() + advice());
    }
    return DeliveryFailedException.giveUp(said() + advice());
  }

  private String said() {
    return said(what, code);
  }

  private static String said(String what, String code) {
    return what + ": Slack answered '" + code + "'";
  }

  private String advice() {
    if (OF_THE_TOKEN.contains(code)) {
      return "; install the app anew and put its bot token where slack.bot-token points";
    }
    if (code.equals("missing_scope")) {
      return "; add the scope '" + scope + "' to the app and install it anew";
    }
    if (NO_SUCH_PLACE.contains(code)) {
      return "; invite the bot with /invite, or give it the scope chat:write.public";
    }
    if (code.equals("is_archived")) {
      return "; the channel is archived: bring it back, or ask elsewhere";
    }
    return "; this will not be tried again, see https://docs.slack.dev/reference/methods";
  }
}

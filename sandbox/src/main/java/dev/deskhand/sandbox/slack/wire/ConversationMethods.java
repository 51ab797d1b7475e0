package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** conversations.open, conversations.history, conversations.replies. */
final class ConversationMethods {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,10}(\\.\\d{1,6})?");
  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 999;

  static final MethodShape OPEN =
      new MethodShape(Set.of(), Set.of("users", "channel", "return_im", "prevent_creation"));
  static final MethodShape HISTORY =
      new MethodShape(
          Set.of("channel"),
          Set.of("cursor", "latest", "oldest", "limit", "inclusive", "include_all_metadata"));
  static final MethodShape REPLIES =
      new MethodShape(
          Set.of("channel", "ts"),
          Set.of("cursor", "latest", "oldest", "limit", "inclusive", "include_all_metadata"));

  private final Workspace workspace;

  ConversationMethods(Workspace workspace) {
    this.workspace = workspace;
  }

  SlackAnswer open(Arguments arguments) {
    List<String> users = List.of(arguments.text("users", "").split(",", -1));
    if (users.equals(List.of(""))) {
      return SlackAnswer.refusal("users_list_not_supplied");
    }
    if (users.size() > 1) {
      return SlackAnswer.refusal("method_not_supported_for_channel_type");
    }
    if (workspace.userName(users.getFirst()).isEmpty()) {
      return SlackAnswer.refusal("user_not_found");
    }
    SlackAnswer answer = SlackAnswer.ok();
    answer.body().putObject("channel").put("id", Workspace.direct(users.getFirst()));
    return answer;
  }

  /** Newest first; replies that were not broadcast stay in their threads. */
  SlackAnswer history(Arguments arguments) {
    String channel = arguments.text("channel", "");
    return workspace
        .refusal(channel)
        .orElseGet(
            () ->
                page(
                    workspace.in(channel).reversed().stream()
                        .filter(message -> !message.isReply() || message.isBroadcast())
                        .toList(),
                    arguments));
  }

  /** The thread's first message, if the workspace has it, and its replies, oldest first. */
  SlackAnswer replies(Arguments arguments) {
    String channel = arguments.text("channel", "");
    Optional<SlackAnswer> refusal = workspace.refusal(channel);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String parent = arguments.text("ts", "");
    List<StoredMessage> thread =
        workspace.in(channel).stream().filter(message -> message.isInThread(parent)).toList();
    return thread.isEmpty() ? SlackAnswer.refusal("thread_not_found") : page(thread, arguments);
  }

  private static SlackAnswer page(List<StoredMessage> all, Arguments arguments) {
    Optional<SlackAnswer> refusal = badPage(arguments);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    List<StoredMessage> within = all.stream().filter(m -> isWithin(m, arguments)).toList();
    int from = Math.min(Integer.parseInt(arguments.text("cursor", "0")), within.size());
    int limit = Integer.parseInt(arguments.text("limit", Integer.toString(USUAL_PAGE)));
    int to = Math.min(from + limit, within.size());
    SlackAnswer answer = SlackAnswer.ok();
    ArrayNode messages = answer.body().putArray("messages");
    within.subList(from, to).forEach(m -> messages.add(shown(m, arguments)));
    answer.body().put("has_more", to < within.size());
    if (to < within.size()) {
      answer.body().putObject("response_metadata").put("next_cursor", Integer.toString(to));
    }
    return answer;
  }

  private static Optional<SlackAnswer> badPage(Arguments arguments) {
    if (!arguments.text("cursor", "0").matches("\\d{1,6}")) {
      return Optional.of(SlackAnswer.refusal("invalid_cursor"));
    }
    if (!NUMBER.matcher(arguments.text("oldest", "0")).matches()) {
      return Optional.of(SlackAnswer.refusal("invalid_ts_oldest"));
    }
    if (!NUMBER.matcher(arguments.text("latest", "0")).matches()) {
      return Optional.of(SlackAnswer.refusal("invalid_ts_latest"));
    }
    String limit = arguments.text("limit", "1");
    boolean fits = limit.matches("[1-9]\\d{0,3}") && Integer.parseInt(limit) <= LARGEST_PAGE;
    return fits ? Optional.empty() : Optional.of(SlackAnswer.refusal("invalid_limit"));
  }

  private static boolean isWithin(StoredMessage message, Arguments arguments) {
    BigDecimal ts = new BigDecimal(message.ts());
    int border = arguments.isTrue("inclusive") ? 0 : 1;
    boolean late =
        arguments
            .text("oldest")
            .map(oldest -> ts.compareTo(new BigDecimal(oldest)) >= border)
            .orElse(true);
    boolean early =
        arguments
            .text("latest")
            .map(latest -> new BigDecimal(latest).compareTo(ts) >= border)
            .orElse(true);
    return late && early;
  }

  private static ObjectNode shown(StoredMessage message, Arguments arguments) {
    ObjectNode json = message.json().deepCopy();
    if (!arguments.isTrue("include_all_metadata")) {
      json.remove("metadata");
    }
    return json;
  }
}

package dev.deskhand.sandbox.slack.wire;

import dev.deskhand.sandbox.slack.message.SlackCall;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The methods of Slack's Web API that Deskhand calls. Stricter than Slack: an unknown argument is
 * refused with {@code invalid_arguments}, for it can only be a mistake. Thread-safe.
 */
public final class WebApi {
  private record Method(MethodShape shape, Function<Arguments, SlackAnswer> work) {}

  /** What came of a call: the body of the answer, and the call for the records. */
  public record Answered(String body, SlackCall call) {}

  private final Map<String, Method> methods;

  /**
   * Its methods.
   *
   * @param host where files lie
   */
  public WebApi(Workspace workspace, Installation app, InstantSource clock, Supplier<URI> host) {
    FileMethods files = new FileMethods(workspace, host);
    ChatMethods chat = new ChatMethods(workspace, app);
    ConversationMethods conversations = new ConversationMethods(workspace);
    PeopleMethods people = new PeopleMethods(workspace);
    ViewMethods views = new ViewMethods(workspace, clock);
    methods =
        Map.ofEntries(
            Map.entry(
                "auth.test", new Method(PeopleMethods.AUTH_TEST, arguments -> people.authTest())),
            Map.entry("files.info", new Method(FileMethods.INFO, files::info)),
            Map.entry(
                "files.getUploadURLExternal", new Method(FileMethods.ADDRESS, files::address)),
            Map.entry(
                "files.completeUploadExternal", new Method(FileMethods.COMPLETE, files::complete)),
            Map.entry("users.info", new Method(PeopleMethods.INFO, people::info)),
            Map.entry("chat.postMessage", new Method(ChatMethods.POST, chat::post)),
            Map.entry("chat.postEphemeral", new Method(ChatMethods.EPHEMERAL, chat::postEphemeral)),
            Map.entry("chat.update", new Method(ChatMethods.UPDATE, chat::update)),
            Map.entry(
                "conversations.open", new Method(ConversationMethods.OPEN, conversations::open)),
            Map.entry(
                "conversations.history",
                new Method(ConversationMethods.HISTORY, conversations::history)),
            Map.entry(
                "conversations.replies",
                new Method(ConversationMethods.REPLIES, conversations::replies)),
            Map.entry("views.open", new Method(ViewMethods.OPEN, views::open)),
            Map.entry("views.publish", new Method(ViewMethods.PUBLISH, views::publish)));
  }

  /** Works on one call. */
  public Answered call(String method, String contentType, String body) {
    return answered(method, answer(method, contentType, body));
  }

  /** Refuses a call without looking at its arguments, for example for a bad token. */
  public Answered refuse(String method, SlackCall.Outcome why) {
    return answered(method, SlackAnswer.refusal(why.code()));
  }

  /** Refuses a call for a scope that the app does not have. */
  public Answered refuse(String method, String scope) {
    SlackAnswer answer = SlackAnswer.refusal("missing_scope");
    answer.body().put("needed", scope);
    return answered(method, answer);
  }

  private SlackAnswer answer(String name, String contentType, String body) {
    Method method = methods.get(name);
    if (method == null) {
      return SlackAnswer.refusal("unknown_method", List.of("[ERROR] no method " + name));
    }
    Optional<Arguments> arguments = Arguments.of(contentType, body);
    if (arguments.isEmpty()) {
      return SlackAnswer.refusal(
          contentType.startsWith("application/json") ? "invalid_json" : "invalid_post_type");
    }
    return method
        .shape()
        .refusal(arguments.get())
        .orElseGet(() -> method.work().apply(arguments.get()));
  }

  private static Answered answered(String method, SlackAnswer answer) {
    SlackCall call = new SlackCall(method, new SlackCall.Outcome(answer.outcome()));
    return new Answered(Json.text(answer.body()), call);
  }
}

package dev.deskhand.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackMetadata;
import dev.deskhand.sandbox.slack.message.SlackRoom;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SlackSimulatorTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final SlackSimulator slack = SlackSimulator.start(0, InstantSource.system());
  private final HttpClient client = HttpClient.newHttpClient();

  /** What may be said is looked at here, not how often. */
  @BeforeEach
  void lift() {
    slack.limits().lift();
  }

  @AfterEach
  void close() {
    client.close();
    slack.close();
  }

  @Test
  void auth_test_names_team_and_bot() throws Exception {
    HttpResponse<String> answer = form("auth.test", Map.of());

    assertThat(answer.body()).contains("\"ok\":true", "\"team_id\":\"T0EXAMPLE\"", "\"bot_id\"");
  }

  @Test
  void a_form_and_a_json_body_post_alike() throws Exception {
    HttpResponse<String> first =
        form("chat.postMessage", Map.of("channel", "C0HELP", "text", "one & two"));
    HttpResponse<String> second =
        json("chat.postMessage", "{\"channel\":\"C0HELP\",\"text\":\"three\"}");

    assertThat(first.body()).contains("\"ok\":true", "\"ts\":\"1700000000.000100\"");
    assertThat(second.body()).contains("\"ok\":true", "\"ts\":\"1700000000.000200\"");
    assertThat(slack.messages())
        .extracting(SlackMessage::text)
        .containsExactly("one & two", "three");
  }

  @Test
  void buttons_threads_and_metadata_are_kept() throws Exception {
    String metadata = "{\"event_type\":\"run-done\",\"event_payload\":{\"key\":\"r1\"}}";

    form(
        "chat.postMessage",
        Map.of(
            "channel", "C0HELP",
            "text", "Shall I?",
            "thread_ts", "1700000000.000001",
            "blocks", "[" + actions(button("yes", "v1"), button("no", "v2")) + "]",
            "metadata", metadata));

    SlackMessage said = slack.messages().getFirst();
    assertThat(said.channel()).isEqualTo("C0HELP");
    assertThat(said.threadTs()).hasValue("1700000000.000001");
    assertThat(said.button("no").orElseThrow().value()).hasValue("v2");
    assertThat(said.metadata()).hasValue(new SlackMetadata("run-done", "{\"key\":\"r1\"}"));
  }

  @Test
  void history_shows_metadata_only_when_asked_and_leaves_replies_to_their_thread()
      throws Exception {
    String metadata = "{\"event_type\":\"e\",\"event_payload\":{\"key\":\"r1\"}}";
    form("chat.postMessage", Map.of("channel", "C0HELP", "text", "top", "metadata", metadata));
    String parent = slack.messages().getFirst().ts();
    form("chat.postMessage", Map.of("channel", "C0HELP", "text", "reply", "thread_ts", parent));

    HttpResponse<String> plain = form("conversations.history", Map.of("channel", "C0HELP"));
    HttpResponse<String> full =
        form("conversations.history", Map.of("channel", "C0HELP", "include_all_metadata", "true"));
    HttpResponse<String> replies =
        form("conversations.replies", Map.of("channel", "C0HELP", "ts", parent));

    assertThat(plain.body()).contains("top").doesNotContain("reply").doesNotContain("metadata\"");
    assertThat(full.body()).contains("\"event_payload\":{\"key\":\"r1\"}");
    assertThat(replies.body()).containsSubsequence("top", "reply");
  }

  @Test
  void history_goes_page_by_page_newest_first() throws Exception {
    for (String text : new String[] {"first", "second", "third"}) {
      form("chat.postMessage", Map.of("channel", "C0HELP", "text", text));
    }

    HttpResponse<String> page1 =
        form("conversations.history", Map.of("channel", "C0HELP", "limit", "2"));
    HttpResponse<String> page2 =
        form("conversations.history", Map.of("channel", "C0HELP", "limit", "2", "cursor", "2"));
    HttpResponse<String> since =
        form(
            "conversations.history",
            Map.of("channel", "C0HELP", "oldest", slack.messages().get(1).ts()));

    assertThat(page1.body())
        .containsSubsequence("third", "second")
        .contains("\"has_more\":true", "\"next_cursor\":\"2\"");
    assertThat(page2.body()).contains("first", "\"has_more\":false").doesNotContain("second");
    assertThat(since.body()).contains("third").doesNotContain("second");
  }

  @Test
  void an_update_with_a_text_alone_removes_the_buttons() throws Exception {
    form(
        "chat.postMessage",
        Map.of("channel", "C0HELP", "blocks", "[" + actions(button("yes", "v")) + "]"));
    String ts = slack.messages().getFirst().ts();

    HttpResponse<String> answer =
        form("chat.update", Map.of("channel", "C0HELP", "ts", ts, "text", "done"));

    assertThat(answer.body()).contains("\"ok\":true", ts);
    assertThat(slack.messages()).hasSize(1);
    assertThat(slack.messages().getFirst().text()).isEqualTo("done");
    assertThat(slack.messages().getFirst().buttons()).isEmpty();
  }

  @Test
  void only_the_apps_own_messages_can_be_updated() throws Exception {
    SlackMessage hers = slack.say(SlackSimulator.seat("U0ADA", "C0HELP"), "hello");

    assertThat(
            form("chat.update", Map.of("channel", "C0HELP", "ts", hers.ts(), "text", "x")).body())
        .contains("cant_update_message");
    assertThat(form("chat.update", Map.of("channel", "C0HELP", "ts", "1.2", "text", "x")).body())
        .contains("message_not_found");
  }

  @Test
  void an_ephemeral_message_is_seen_by_one_person_and_not_in_the_history() throws Exception {
    form("chat.postEphemeral", Map.of("channel", "C0HELP", "user", "U0ADA", "text", "psst"));

    assertThat(slack.messages().getFirst().onlyFor()).hasValue("U0ADA");
    assertThat(form("conversations.history", Map.of("channel", "C0HELP")).body())
        .doesNotContain("psst");
  }

  @Test
  void people_and_their_direct_conversations_are_found() throws Exception {
    assertThat(form("users.info", Map.of("user", "U0ELENA")).body()).contains("\"Elena\"");
    assertThat(form("users.info", Map.of("user", "U0NOBODY")).body()).contains("user_not_found");
    assertThat(form("conversations.open", Map.of("users", "U0ADA")).body())
        .contains("{\"id\":\"D0ADA\"}");
  }

  @Test
  void bad_tokens_methods_channels_and_arguments_are_refused() throws Exception {
    Map<String, String> good = Map.of("channel", "C0HELP", "text", "hi");

    assertThat(send(request("chat.postMessage").POST(body(good))).body()).contains("not_authed");
    assertThat(
            send(request("chat.postMessage").header("Authorization", "Bearer x").POST(body(good)))
                .body())
        .contains("invalid_auth");
    assertThat(form("chat.explode", Map.of()).body()).contains("unknown_method");
    assertThat(form("chat.postMessage", Map.of("channel", "C0NONE", "text", "x")).body())
        .contains("channel_not_found");
    assertThat(form("chat.postMessage", Map.of("channel", "C0HELP")).body()).contains("no_text");
    assertThat(form("chat.postMessage", Map.of("text", "x")).body())
        .contains("invalid_arguments", "missing required field: channel");
    assertThat(
            form("chat.postMessage", Map.of("channel", "C0HELP", "text", "x", "colour", "red"))
                .body())
        .contains("unsupported argument: colour");
    assertThat(json("chat.postMessage", "{\"channel\":").body()).contains("invalid_json");
    assertThat(slack.messages()).isEmpty();
  }

  @Test
  void block_limits_hold_to_the_character() throws Exception {
    assertThat(blocks(section("x".repeat(3000)))).contains("\"ok\":true");
    assertThat(blocks(section("x".repeat(3001)))).contains("/blocks/0/text/text");
    assertThat(blocks(section(""))).contains("invalid_blocks");
    assertThat(blocks(actions(button("a", "v".repeat(2000))))).contains("\"ok\":true");
    assertThat(blocks(actions(button("a", "v".repeat(2001))))).contains("invalid_blocks");
    assertThat(blocks(actions(button("a".repeat(255), "v")))).contains("\"ok\":true");
    assertThat(blocks(actions(button("a".repeat(256), "v")))).contains("invalid_blocks");
    assertThat(blocks(many(50))).contains("\"ok\":true");
    assertThat(blocks(many(51))).contains("no more than 50 items allowed");
  }

  private static String option(String label, String value) {
    return "{\"text\":{\"type\":\"plain_text\",\"text\":\"%s\"},\"value\":\"%s\"}"
        .formatted(label, value);
  }

  private static String menu(String... options) {
    return actions(
        "{\"type\":\"static_select\",\"action_id\":\"m\",\"options\":["
            + String.join(",", options)
            + "]}");
  }

  private static String[] options(int count) {
    return IntStream.range(0, count).mapToObj(i -> option("o" + i, "" + i)).toArray(String[]::new);
  }

  @Test
  void limits_of_menus_hold_to_the_character() throws Exception {
    assertThat(blocks(menu(options(100)))).contains("\"ok\":true");
    assertThat(blocks(menu(options(101)))).contains("must have at most 100 entries");
    assertThat(blocks(menu())).contains("invalid_blocks");
    assertThat(blocks(menu(option("x".repeat(75), "v".repeat(150))))).contains("\"ok\":true");
    assertThat(blocks(menu(option("x".repeat(76), "v")))).contains("at most 75 characters");
    assertThat(blocks(menu(option("x", "v".repeat(151))))).contains("at most 150 characters");
    String asked = "{\"type\":\"external_select\",\"action_id\":\"e\",\"min_query_length\":0%s}";
    assertThat(blocks(actions(asked.formatted("")))).contains("\"ok\":true");
    assertThat(blocks(actions(asked.formatted(",\"options\":[]"))))
        .contains("invalid additional property");
    assertThat(blocks(actions(asked.replace("\"action_id\":\"e\",", "").formatted(""))))
        .contains("missing required field");
  }

  @Test
  void what_is_chosen_in_a_menu_is_there_to_be_pressed() throws Exception {
    blocks(menu(option("One", "1"), option("Two", "2")));

    assertThat(slack.messages().getFirst().buttons())
        .extracting(it -> it.actionId() + " " + it.label() + " " + it.kind())
        .containsExactly("m One OPTION", "m Two OPTION");
  }

  private static String picture(String rest) {
    return "{\"type\":\"image\"" + rest + "}";
  }

  @Test
  void pictures_without_words_or_of_two_places_or_of_no_file_are_refused() throws Exception {
    String words = ",\"alt_text\":\"The menu\"";
    String address = ",\"image_url\":\"https://example.com/a.png\"";

    assertThat(blocks(picture(words + address))).contains("\"ok\":true");
    assertThat(blocks(picture(address))).contains("/blocks/0/alt_text");
    assertThat(blocks(picture(address + ",\"alt_text\":\"" + "x".repeat(2001) + "\"")))
        .contains("at most 2000 characters");
    assertThat(blocks(picture(words))).contains("needs either image_url or slack_file");
    assertThat(blocks(picture(words + address + ",\"slack_file\":{\"id\":\"F1\"}")))
        .contains("needs either image_url or slack_file");
    assertThat(blocks(picture(words + ",\"slack_file\":{\"id\":\"F0NONE\"}")))
        .contains("invalid slack file");
    assertThat(blocks(picture(words + ",\"slack_file\":{\"url\":\"https://a.example\"}")))
        .contains("invalid additional property");
    assertThat(blocks(picture(words + address + ",\"colour\":\"red\"")))
        .contains("invalid additional property");
  }

  @Test
  void ids_that_repeat_are_refused() throws Exception {
    String divider = "{\"type\":\"divider\",\"block_id\":\"same\"}";

    assertThat(blocks(divider + "," + divider)).contains("block_id already exists");
    assertThat(blocks(actions(button("a", "1"), button("a", "2"))))
        .contains("action_id already exists");
  }

  @Test
  void malformed_blocks_and_metadata_are_refused() throws Exception {
    assertThat(blocks("{\"type\":\"mystery\"}")).contains("invalid_blocks");
    assertThat(blocks("{\"type\":\"divider\",\"colour\":\"red\"}"))
        .contains("invalid additional property");
    assertThat(form("chat.postMessage", Map.of("channel", "C0HELP", "blocks", "[{")).body())
        .contains("invalid_blocks");
    assertThat(
            blocks(
                IntStream.range(0, 6)
                    .mapToObj(i -> section("x".repeat(2900)))
                    .collect(Collectors.joining(","))))
        .contains("msg_blocks_too_long");
    assertThat(
            form(
                    "chat.postMessage",
                    Map.of("channel", "C0HELP", "text", "x", "metadata", "{\"event_type\":\"e\"}"))
                .body())
        .contains("invalid_metadata_format");
  }

  @Test
  void a_planned_failure_comes_once_with_retry_after_and_without_effect() throws Exception {
    slack.failNext("chat.postMessage", 429, 7);

    HttpResponse<String> limited =
        form("chat.postMessage", Map.of("channel", "C0HELP", "text", "hi"));
    HttpResponse<String> after =
        form("chat.postMessage", Map.of("channel", "C0HELP", "text", "hi"));

    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(limited.body()).contains("ratelimited");
    assertThat(after.body()).contains("\"ok\":true");
    assertThat(slack.effects("chat.postMessage")).isEqualTo(1);
  }

  @Test
  void a_method_that_the_app_was_not_installed_for_is_refused_with_the_scope_that_it_needs()
      throws Exception {
    slack.app().withhold("im:history");
    slack.app().withhold("im:write");

    assertThat(form("conversations.history", Map.of("channel", "C0HELP")).body())
        .contains("\"ok\":true");
    assertThat(form("conversations.history", Map.of("channel", "D0ADA")).body())
        .contains("missing_scope", "im:history");
    assertThat(form("conversations.open", Map.of("users", "U0ADA")).body())
        .contains("missing_scope", "im:write");
  }

  @Test
  void where_the_bot_takes_no_part_it_neither_reads_nor_writes() throws Exception {
    slack.addRoom("C0FAR", SlackRoom.CHANNEL);
    slack.addRoom("C0CLOSED", SlackRoom.PRIVATE);
    slack.expel("C0FAR");
    slack.expel("C0CLOSED");
    Map<String, String> far = Map.of("channel", "C0FAR", "text", "hi", "ts", THREAD);
    Map<String, String> closed = Map.of("channel", "C0CLOSED", "text", "hi", "ts", THREAD);

    assertThat(read(far)).contains("not_in_channel");
    assertThat(read(closed)).contains("channel_not_found");
    assertThat(post(closed)).contains("channel_not_found");
    assertThat(post(far)).as("what is public takes a scope").contains("\"ok\":true");
    slack.app().withhold("chat:write.public");
    assertThat(post(far)).contains("not_in_channel");
  }

  private static final String THREAD = "1700000000.000300";

  private String read(Map<String, String> said) throws Exception {
    return form(
            "conversations.replies",
            Map.of("channel", said.getOrDefault("channel", ""), "ts", THREAD))
        .body();
  }

  private String post(Map<String, String> said) throws Exception {
    return form(
            "chat.postMessage", Map.of("channel", said.getOrDefault("channel", ""), "text", "hi"))
        .body();
  }

  @Test
  void between_two_there_is_no_thread_that_nobody_knows() throws Exception {
    form("chat.postMessage", Map.of("channel", "U0ADA", "text", "hi"));
    String known = slack.messages().getFirst().ts();

    assertThat(
            form("chat.postMessage", Map.of("channel", "U0ADA", "text", "hi", "thread_ts", THREAD))
                .body())
        .contains("thread_not_found");
    assertThat(
            form("chat.postMessage", Map.of("channel", "U0ADA", "text", "hi", "thread_ts", known))
                .body())
        .contains("\"ok\":true");
  }

  @Test
  void what_is_not_in_the_manifest_is_not_delivered() {
    slack.app().install(MANIFEST);
    try (SlackSender sender =
        slack.sender(new SigningSecret("s"), SlackEndpoints.single(slack.uri()))) {
      SlackSeat ada = SlackSimulator.seat("U0ADA", "C0HELP");
      sender.send(sender.mention(ada, "help"));
      assertThat(slack.app().usedScopes()).containsExactly("app_mentions:read");
      assertThat(slack.app().usedEvents()).containsExactly("app_mention");
      for (ThrowableAssert.ThrowingCallable other :
          List.<ThrowableAssert.ThrowingCallable>of(
              () -> sender.command(ada, "help"),
              () -> sender.talk(ada, "hi"),
              () -> sender.homeOpened(ada, "home"),
              () -> sender.shortcut(ada, "any", THREAD, "hi"))) {
        assertThatExceptionOfType(SandboxFailure.class).isThrownBy(other);
      }
      slack.app().withhold("app_mentions:read");
      assertThatExceptionOfType(SandboxFailure.class).isThrownBy(() -> sender.mention(ada, "help"));
    }
  }

  @Test
  void a_manifest_that_slack_would_not_take_is_refused_with_all_that_is_wrong() {
    assertThatExceptionOfType(SandboxFailure.class)
        .isThrownBy(
            () ->
                slack
                    .app()
                    .install(
                        MANIFEST
                            .replace("is_enabled", "enabled")
                            .replace("app_mentions:read", "chat:write")
                            .replace("Deskhand", "D".repeat(36))
                            .replace(
                                "socket_mode_enabled\": true", "socket_mode_enabled\": false")))
        .withMessageContaining("settings.interactivity.is_enabled is missing")
        .withMessageContaining("settings.interactivity.enabled: Slack knows no such key")
        .withMessageContaining("app_mention lacks app_mentions:read")
        .withMessageContaining("display_information.name: D")
        .withMessageContaining("request_url is missing");
  }

  private static final String MANIFEST =
      """
      {
        "display_information": {"name": "Deskhand"},
        "oauth_config": {"scopes": {"bot": ["app_mentions:read"]}},
        "settings": {
          "event_subscriptions": {"bot_events": ["app_mention"]},
          "interactivity": {"is_enabled": true},
          "socket_mode_enabled": true
        }
      }
      """;

  @Test
  void a_dropped_answer_leaves_the_message_posted() {
    slack.applyThenDrop("chat.postMessage");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> form("chat.postMessage", Map.of("channel", "C0HELP", "text", "hi")));
    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void waiting_ends_when_the_message_comes() throws Exception {
    CompletableFuture<SlackMessage> waiting =
        CompletableFuture.supplyAsync(() -> slack.awaitMessage(m -> m.says("second"), SOON));

    form("chat.postMessage", Map.of("channel", "C0HELP", "text", "first"));
    form("chat.postMessage", Map.of("channel", "C0HELP", "text", "second"));

    assertThat(waiting.get(10, TimeUnit.SECONDS).text()).isEqualTo("second");
  }

  @Test
  void waiting_in_vain_tells_what_was_said() throws Exception {
    form("chat.postMessage", Map.of("channel", "C0HELP", "text", "something else"));

    assertThatExceptionOfType(SandboxFailure.class)
        .isThrownBy(() -> slack.awaitMessage(m -> m.says("hello"), Duration.ofMillis(20)))
        .withMessageContaining("C0HELP: something else");
  }

  private String blocks(String blocks) throws IOException, InterruptedException {
    return form("chat.postMessage", Map.of("channel", "C0HELP", "blocks", "[" + blocks + "]"))
        .body();
  }

  private static String section(String text) {
    return "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"" + text + "\"}}";
  }

  private static String many(int dividers) {
    return IntStream.range(0, dividers)
        .mapToObj(i -> "{\"type\":\"divider\"}")
        .collect(Collectors.joining(","));
  }

  private static String actions(String... buttons) {
    return "{\"type\":\"actions\",\"elements\":[" + String.join(",", buttons) + "]}";
  }

  private static String button(String actionId, String value) {
    return """
    {"type":"button","text":{"type":"plain_text","text":"Press"},\
    "action_id":"%s","value":"%s"}\
    """
        .formatted(actionId, value);
  }

  private HttpResponse<String> form(String method, Map<String, String> fields)
      throws IOException, InterruptedException {
    return send(
        request(method).header("Authorization", "Bearer " + slack.botToken()).POST(body(fields)));
  }

  private HttpResponse<String> json(String method, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(slack.methodsUrl() + method))
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Authorization", "Bearer " + slack.botToken())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String method) {
    return HttpRequest.newBuilder(URI.create(slack.methodsUrl() + method))
        .header("Content-Type", "application/x-www-form-urlencoded");
  }

  private static HttpRequest.BodyPublisher body(Map<String, String> fields) {
    return HttpRequest.BodyPublishers.ofString(
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}

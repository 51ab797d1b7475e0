package dev.deskhand.actions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names whose addresses change between two looks, or are none that may be called. */
final class HttpNamesTest {
  private static final String HERE = "127.0.0.1";

  /** Where clouds tell what their machines may do; it is never called. */
  private static final String METADATA = "169.254.169.254";

  private final AtomicInteger requests = new AtomicInteger();
  private final LocalServer server =
      LocalServer.start(
          0,
          request -> {
            requests.incrementAndGet();
            return request.path().equals("/away")
                ? LocalAnswer.status(307).with("Location", request.header("X-To").orElseThrow())
                : LocalAnswer.json(200, "{}");
          });
  private final Map<String, Deque<String>> addresses = new HashMap<>();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_name_that_says_another_address_at_the_second_look_is_called_where_it_was_checked()
      throws Exception {
    says("moving.test", HERE, METADATA);

    assertThat(send(request("moving.test", "/there"), "moving.test"))
        .isInstanceOf(HttpAnswer.Answered.class);
    assertThat(requests).hasValue(1);
    assertThat(addresses.get("moving.test")).containsExactly(METADATA);
  }

  @Test
  void a_redirect_back_is_looked_up_and_checked_anew() throws Exception {
    says("moving.test", HERE, METADATA);
    Request away =
        request("moving.test", "/away")
            .newBuilder()
            .header("X-To", url("moving.test", "/"))
            .build();

    assertThat(send(away, "moving.test"))
        .isInstanceOfSatisfying(
            HttpAnswer.Forbidden.class,
            it -> assertThat(it.reason()).contains("moving.test", METADATA));
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_redirect_to_an_allowed_name_at_a_forbidden_address_is_refused() throws Exception {
    says("home.test", HERE);
    says("allowed.test", METADATA);
    Request away =
        request("home.test", "/away").newBuilder().header("X-To", url("allowed.test", "/")).build();

    assertThat(send(away, "home.test"))
        .isInstanceOfSatisfying(
            HttpAnswer.Forbidden.class,
            it -> assertThat(it.reason()).contains("allowed.test", METADATA));
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_name_with_one_forbidden_address_among_others_is_refused() throws Exception {
    says("both.test", HERE + " " + METADATA);

    assertThat(send(request("both.test", "/there"), "both.test"))
        .isInstanceOf(HttpAnswer.Forbidden.class);
    assertThat(requests).hasValue(0);
  }

  private void says(String name, String... answers) {
    addresses.put(name, new ArrayDeque<>(List.of(answers)));
  }

  private List<InetAddress> look(String name) throws UnknownHostException {
    Deque<String> answers = addresses.get(name);
    if (answers == null || answers.isEmpty()) {
      throw new UnknownHostException(name);
    }
    return List.of(answers.removeFirst().split(" ")).stream().map(HttpNamesTest::address).toList();
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  private HttpAnswer send(Request request, String home) throws InterruptedException {
    ActionCall call =
        Calls.withSetting(
            HttpFixture.call(url(home, ""), "t0ken", Map.of()),
            "allow",
            "allowed.test:" + server.uri().getPort());
    Dns names = this::look;
    return new HttpExchange(
            HttpTarget.of(call), Deadline.in(Duration.ofSeconds(5)), call.services(), names)
        .send(request);
  }

  private Request request(String name, String path) {
    return new Request.Builder().url(url(name, path)).build();
  }

  private String url(String name, String path) {
    return "http://" + name + ":" + server.uri().getPort() + path;
  }
}

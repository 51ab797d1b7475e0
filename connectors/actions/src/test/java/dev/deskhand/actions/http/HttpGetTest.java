package dev.deskhand.actions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.sandbox.SandboxVpn;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpGetTest extends RemoteActionContract {
  private final SandboxVpn vpn = SandboxVpn.start(0, InstantSource.system());
  private final List<LocalRequest> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vpn.close();
  }

  @Override
  protected StepAction action() {
    return new HttpGet();
  }

  @Override
  protected ActionCall workingCall() {
    return HttpFixture.call(vpn, Map.of("path", "/sessions", "query", "user=ada"));
  }

  @Override
  protected Map<String, String> unreachable() {
    return HttpFixture.UNREACHABLE;
  }

  @Override
  protected long effects() {
    return vpn.effects().size();
  }

  @Test
  void an_answer_is_told_with_its_status() throws Exception {
    ActionResult result = action().perform(workingCall());

    assertThat(((ActionResult.Done) result).output())
        .containsEntry("status", "200")
        .hasEntrySatisfying("body", body -> assertThat(body).contains("stale"));
  }

  @Test
  void the_body_of_an_answer_is_told_to_those_who_watch() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();

    ActionResult result = action().perform(Calls.withOutput(workingCall(), told::add));

    assertThat(((ActionResult.Done) result).output())
        .containsEntry("body", String.join("", told))
        .doesNotContainEntry("body", "");
  }

  @Test
  void a_value_cannot_add_a_parameter() throws Exception {
    ActionResult result =
        action()
            .perform(
                HttpFixture.call(vpn, Map.of("path", "/sessions", "query", "user=x&user=ada")));

    assertThat(((ActionResult.Done) result).output()).containsEntry("body", "[]");
  }

  @Test
  void a_dropped_answer_to_a_question_is_a_passing_failure() throws Exception {
    vpn.dropNextAnswer();

    ActionResult result = action().perform(workingCall());

    assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.TRANSIENT);
    assertThat(vpn.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("dev.deskhand.runbooks.action.HostileValues#all")
  void a_path_never_leaves_the_base(String value) throws Exception {
    try (LocalServer server = serve(request -> LocalAnswer.status(204))) {
      String base = server.uri() + "/api/v1";

      for (String path : List.of(value, "/items/" + value, value + "/x")) {
        try {
          action().perform(HttpFixture.call(base, "t0ken", Map.of("path", path)));
        } catch (ActionException e) {
          assertThat(e).hasMessageContaining("argument");
        }
      }

      assertThat(seen).allMatch(request -> request.path().startsWith("/api/v1/"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../x", "a//b", "./a", "\\..\\x", "a\r\nX: y", ".."})
  void a_path_that_climbs_is_refused(String path) {
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(HttpFixture.call(vpn, Map.of("path", path))));
    assertThat(vpn.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d",
        "http://localhost:%d",
        "http://[::ffff:127.0.0.1]:%d",
        "http://2130706433:%d",
        "http://0177.0.0.1:%d"
      })
  void a_private_address_must_be_allowed_in_writing(String base) throws Exception {
    String address = base.formatted(vpn.uri().getPort());
    ActionCall call =
        Calls.withSetting(
            HttpFixture.call(address, vpn.token(), Map.of("path", "/health")), "private", "block");

    ActionResult result = action().perform(call);

    assertThat(result).isInstanceOf(Failed.class);
    assertThat(vpn.requests()).isEmpty();
  }

  @Test
  void metadata_is_never_reached() throws Exception {
    ActionResult result =
        action()
            .perform(HttpFixture.call("http://169.254.169.254", "t", Map.of("path", "/latest")));

    assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(((Failed) result).reason()).contains("no public address");
  }

  @Test
  void a_redirect_to_elsewhere_is_not_followed() throws Exception {
    try (LocalServer server =
        serve(request -> LocalAnswer.status(302).with("Location", vpn.uri() + "/health"))) {
      ActionResult result =
          action()
              .perform(HttpFixture.call(server.uri().toString(), "t0ken", Map.of("path", "/away")));

      assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.PERMANENT);
      assertThat(((Failed) result).reason()).contains("allows");
    }
  }

  @Test
  void a_redirect_to_an_allowed_place_goes_without_the_token() throws Exception {
    try (LocalServer other = serve(request -> LocalAnswer.json(200, "{}"));
        LocalServer server =
            serve(request -> LocalAnswer.status(307).with("Location", other.uri() + "/there"))) {
      ActionCall call =
          Calls.withSetting(
              HttpFixture.call(server.uri().toString(), "t0ken", Map.of("path", "/away")),
              "allow",
              "127.0.0.1:" + other.uri().getPort());

      ActionResult result = action().perform(call);

      assertThat(result).isInstanceOf(ActionResult.Done.class);
      assertThat(seen).extracting(LocalRequest::path).containsExactly("/away", "/there");
      assertThat(seen.getFirst().bearer()).contains("t0ken");
      assertThat(seen.getLast().bearer()).isEmpty();
    }
  }

  @Test
  void a_status_that_is_expected_is_an_answer_and_another_is_not() throws Exception {
    try (LocalServer server = serve(request -> LocalAnswer.status(404))) {
      ActionCall call = HttpFixture.call(server.uri().toString(), "t0ken", Map.of("path", "/gone"));

      ActionResult expected = action().perform(Calls.withArgument(call, "expect-status", "404"));
      ActionResult other = action().perform(Calls.withArgument(call, "expect-status", "200, 410"));

      assertThat(((ActionResult.Done) expected).output()).containsEntry("status", "404");
      assertThat(other).isInstanceOf(Failed.class);
    }
  }

  @Test
  void a_service_that_asks_for_a_pause_gets_it() throws Exception {
    try (LocalServer server = serve(request -> LocalAnswer.status(429).with("Retry-After", "17"))) {
      ActionResult result =
          action()
              .perform(HttpFixture.call(server.uri().toString(), "t0ken", Map.of("path", "/x")));

      assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.TRANSIENT);
      assertThat(((Failed) result).pause()).contains(Duration.ofSeconds(17));
      assertThat(seen).hasSize(1);
    }
  }

  @Test
  void a_header_is_sent_home_and_nowhere_else() throws Exception {
    try (LocalServer other = serve(request -> LocalAnswer.json(200, "{}"));
        LocalServer server =
            serve(request -> LocalAnswer.status(307).with("Location", other.uri() + "/there"))) {
      ActionCall call =
          Calls.withSetting(
              HttpFixture.call(server.uri().toString(), "t0ken", Map.of("path", "/away")),
              "allow",
              "127.0.0.1:" + other.uri().getPort());

      action().perform(Calls.withSetting(call, "header.X-Api-Key", "env:API_KEY"));

      assertThat(seen.getFirst().header("X-Api-Key")).contains("t0ken");
      assertThat(seen.getLast().header("X-Api-Key")).isEmpty();
    }
  }

  @Test
  void redirects_without_end_are_given_up() throws Exception {
    try (LocalServer server =
        serve(request -> LocalAnswer.status(302).with("Location", "/round"))) {
      ActionResult result =
          action()
              .perform(
                  HttpFixture.call(server.uri().toString(), "t0ken", Map.of("path", "/round")));

      assertThat(((Failed) result).reason()).contains("more than 5 times");
      assertThat(seen).hasSize(6);
    }
  }

  @Test
  void a_long_answer_is_cut_with_a_mark() throws Exception {
    try (LocalServer server = serve(request -> LocalAnswer.json(200, "x".repeat(2 << 20)))) {
      ActionResult result =
          action()
              .perform(HttpFixture.call(server.uri().toString(), "t0ken", Map.of("path", "/big")));

      assertThat(((ActionResult.Done) result).output())
          .hasEntrySatisfying(
              "body",
              body -> assertThat(body).hasSizeLessThan(1_100_000).endsWith("[cut at 1 MiB]"));
    }
  }

  private LocalServer serve(Function<LocalRequest, LocalAnswer> answer) {
    return LocalServer.start(
        0,
        request -> {
          seen.add(request);
          return answer.apply(request);
        });
  }
}

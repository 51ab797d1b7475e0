package dev.deskhand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SandboxVpnTest {
  private final SandboxVpn vpn = SandboxVpn.start(0, InstantSource.system());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    vpn.close();
  }

  @Test
  void ada_starts_with_one_stale_session() throws Exception {
    HttpResponse<String> answer = send(to("/sessions?user=ada").GET());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"id\":\"vpn-1\"", "\"state\":\"stale\"").startsWith("[{");
    assertThat(send(to("/sessions?user=bob").GET()).body()).isEqualTo("[]");
  }

  @Test
  void a_session_is_deleted_once() throws Exception {
    HttpResponse<String> first = send(to("/sessions/vpn-1").DELETE());
    HttpResponse<String> second = send(to("/sessions/vpn-1").DELETE());

    assertThat(first.statusCode()).isEqualTo(204);
    assertThat(second.statusCode()).isEqualTo(404);
    assertThat(vpn.effects()).hasSize(1).first().isInstanceOf(VpnEffect.Deleted.class);
    assertThat(vpn.sessions("ada")).isEmpty();
  }

  @Test
  void a_repeated_key_gets_the_same_answer_and_one_effect() throws Exception {
    vpn.open("ada", VpnSession.State.ACTIVE);

    HttpResponse<String> first = send(clear("ada", "run-1/step-1"));
    VpnSession later = vpn.open("ada", VpnSession.State.ACTIVE);
    HttpResponse<String> second = send(clear("ada", "run-1/step-1"));

    assertThat(first.body()).contains("vpn-1", "vpn-2").isEqualTo(second.body());
    assertThat(vpn.effects()).hasSize(1);
    assertThat(vpn.sessions("ada")).containsExactly(later);
  }

  @Test
  void another_key_clears_again() throws Exception {
    send(clear("ada", "one"));
    send(clear("ada", "two"));

    assertThat(vpn.effects()).hasSize(2);
  }

  @Test
  void a_key_of_another_user_is_refused() throws Exception {
    send(clear("ada", "one"));

    assertThat(send(clear("bob", "one")).statusCode()).isEqualTo(422);
    assertThat(vpn.effects()).hasSize(1);
  }

  @Test
  void a_wrong_or_missing_token_is_refused_without_effect() throws Exception {
    HttpRequest.Builder bare = HttpRequest.newBuilder(vpn.uri().resolve("/sessions/vpn-1"));

    assertThat(send(bare.copy().DELETE()).statusCode()).isEqualTo(401);
    assertThat(send(bare.copy().header("Authorization", "Bearer x").DELETE()).statusCode())
        .isEqualTo(401);
    assertThat(vpn.effects()).isEmpty();
    assertThat(vpn.requests()).isEmpty();
  }

  @Test
  void a_planned_failure_happens_as_often_as_planned() throws Exception {
    vpn.failNext(503, 2);

    assertThat(send(clear("ada", "k")).statusCode()).isEqualTo(503);
    assertThat(send(clear("ada", "k")).statusCode()).isEqualTo(503);
    assertThat(vpn.effects()).isEmpty();
    assertThat(send(clear("ada", "k")).statusCode()).isEqualTo(200);
    assertThat(vpn.requests()).hasSize(3).containsOnly("POST /sessions/ada/clear");
  }

  @Test
  void a_hanging_answer_times_out_with_the_work_done() {
    vpn.hangNext(Duration.ofMinutes(5));

    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> send(clear("ada", "k").timeout(Duration.ofMillis(300))));
    assertThat(vpn.effects()).hasSize(1);
  }

  @Test
  void a_dropped_answer_leaves_the_work_done() throws Exception {
    vpn.dropNextAnswer();

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> send(clear("ada", "k")));
    assertThat(send(clear("ada", "k")).statusCode()).isEqualTo(200);
    assertThat(vpn.effects()).hasSize(1);
  }

  @Test
  void health_is_open_and_strange_requests_are_not_found() throws Exception {
    assertThat(send(HttpRequest.newBuilder(vpn.uri().resolve("/health")).GET()).statusCode())
        .isEqualTo(200);
    assertThat(send(to("/elsewhere").GET()).statusCode()).isEqualTo(404);
    assertThat(send(to("/sessions/vpn-1/explode").GET()).statusCode()).isEqualTo(404);
    assertThat(send(to("/sessions").GET()).statusCode()).isEqualTo(400);
    assertThat(send(to("/sessions/vpn-1").GET()).statusCode()).isEqualTo(405);
  }

  private HttpRequest.Builder clear(String user, String key) {
    return to("/sessions/" + user + "/clear")
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.noBody());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(vpn.uri().resolve(path))
        .header("Authorization", "Bearer " + vpn.token());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}

package dev.deskhand.desks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.trigger.Signing;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.journal.TenantId;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HookRouteTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Secret SECRET = new Secret("a secret of this test, long enough");
  private static final String DOWN = "{\"id\":\"alert-7\",\"state\":\"down\"}";

  private final Map<String, Inbound> accepted = new ConcurrentHashMap<>();
  private final AtomicReference<Optional<Map<String, Hook>>> hooks =
      new AtomicReference<>(Optional.empty());
  private final HookRoute route =
      new HookRoute(TenantId.DEFAULT, this::accept, hooks::get, () -> NOW);
  private final LocalServer server = new LocalServer(route::addTo);

  private Reception.Acceptance accept(Inbound inbound) {
    return accepted.putIfAbsent(inbound.envelope().deliveryId(), inbound) == null
        ? Reception.Acceptance.ACCEPTED
        : Reception.Acceptance.DUPLICATE;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void open() {
    Template delivery =
        Template.parse("{{ payload.id }}", new SourcePosition("t", 1, 1), new Problems());
    hooks.set(
        Optional.of(
            Map.of(
                "monitor", new Hook("monitor", SECRET, Signing.OURS, Optional.of(delivery)),
                "plain", new Hook("plain", SECRET, Signing.OURS, Optional.empty()))));
  }

  private static String signature(String time, String body) {
    Signature signature = new Signature(SECRET, mac -> "sha256=" + HexFormat.of().formatHex(mac));
    return signature.of(time + ".", body.getBytes(StandardCharsets.UTF_8));
  }

  private int calls(String name, Instant at, String body) {
    String time = Long.toString(at.getEpochSecond());
    return calls(name, time, body, signature(time, body));
  }

  private int calls(String name, String time, String body, String signature) {
    return server
        .send(
            HttpRequest.newBuilder(server.at("/hooks/" + name))
                .header("X-Deskhand-Timestamp", time)
                .header("X-Deskhand-Signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build())
        .statusCode();
  }

  @Test
  void a_signed_call_is_stored_before_it_is_answered_and_one_that_comes_again_is_one() {
    open();

    assertThat(calls("monitor", NOW, DOWN)).isEqualTo(200);
    assertThat(calls("monitor", NOW.plusSeconds(60), DOWN)).isEqualTo(200);

    assertThat(accepted).containsOnlyKeys("alert-7");
    assertThat(accepted.get("alert-7"))
        .isInstanceOfSatisfying(
            Inbound.HookCall.class,
            call -> {
              assertThat(call.trigger()).isEqualTo("monitor");
              assertThat(call.payload().value()).isEqualTo(DOWN);
            });
  }

  @Test
  void where_nothing_tells_deliveries_apart_the_signature_does() {
    open();

    assertThat(calls("plain", NOW, DOWN)).isEqualTo(200);
    assertThat(calls("plain", NOW, DOWN)).isEqualTo(200);
    assertThat(calls("plain", NOW.plusSeconds(1), DOWN)).isEqualTo(200);

    assertThat(accepted).hasSize(2);
  }

  @Test
  void whoever_does_not_sign_now_with_the_secret_is_refused_and_nothing_is_stored() {
    open();
    String time = Long.toString(NOW.getEpochSecond());

    assertThat(calls("monitor", time, DOWN, "sha256=" + "0".repeat(64))).isEqualTo(401);
    assertThat(calls("monitor", time, DOWN.replace('7', '8'), signature(time, DOWN)))
        .isEqualTo(401);
    assertThat(calls("monitor", NOW.minusSeconds(301), DOWN)).isEqualTo(401);
    assertThat(calls("monitor", NOW.plusSeconds(301), DOWN)).isEqualTo(401);
    assertThat(calls("nobody", NOW, DOWN)).isEqualTo(401);
    assertThat(calls("monitor", NOW, "[1]")).isEqualTo(400);
    assertThat(calls("monitor", NOW, "{\"state\":\"down\"}")).isEqualTo(400);
    assertThat(calls("monitor", NOW, "{\"id\":\"\"}")).isEqualTo(400);
    assertThat(calls("monitor", NOW, "{\"id\":\" \"}")).isEqualTo(400);
    assertThat(calls("monitor", NOW, "{\"x\":\"" + "y".repeat(1 << 20) + "\"}")).isEqualTo(413);

    assertThat(accepted).isEmpty();
  }

  @Test
  void before_the_catalogue_is_read_a_caller_is_asked_to_call_again() {
    assertThat(calls("monitor", NOW, DOWN)).isEqualTo(503);
  }

  /** With bodies signed as their makers publish it. */
  @Test
  void a_call_that_is_signed_as_another_system_does_it_is_accepted_once() {
    Signing github =
        new Signing("X-Hub-Signature-256", "sha256={hex}", Signing.BODY, Optional.empty());
    Signing standard =
        new Signing(
            "webhook-signature",
            "v1,{base64}",
            "{webhook-id}.{webhook-timestamp}." + Signing.BODY,
            Optional.of("webhook-timestamp"));
    String time = Long.toString(NOW.getEpochSecond());
    listen(github);

    assertThat(posts(Map.of("X-Hub-Signature-256", "sha256=" + hex("", DOWN)))).isEqualTo(200);
    assertThat(posts(Map.of("X-Hub-Signature-256", "sha256=" + hex("", DOWN)))).isEqualTo(200);
    assertThat(posts(Map.of("X-Hub-Signature-256", "sha256=" + hex(".", DOWN)))).isEqualTo(401);
    assertThat(accepted).hasSize(1);

    listen(standard);
    String right = "v1," + base64("msg-1." + time + ".", DOWN);
    Map<String, String> signed =
        Map.of("webhook-id", "msg-1", "webhook-timestamp", time, "webhook-signature", right);

    assertThat(posts(signed)).isEqualTo(200);
    assertThat(posts(with(signed, "webhook-signature", "v1,bm8= " + right))).isEqualTo(200);
    assertThat(posts(with(signed, "webhook-id", "msg-2"))).isEqualTo(401);
    assertThat(posts(with(signed, "webhook-timestamp", "soon"))).isEqualTo(401);
    assertThat(accepted).hasSize(2);
  }

  @Test
  void a_call_that_comes_again_signed_anew_under_its_id_is_accepted_once() {
    listen(
        new Signing(
                "webhook-signature",
                "v1,{base64}",
                "{webhook-id}.{webhook-timestamp}." + Signing.BODY,
                Optional.of("webhook-timestamp"))
            .by("webhook-id"));

    assertThat(posts(signed("msg-1", NOW))).isEqualTo(200);
    assertThat(posts(signed("msg-1", NOW.plusSeconds(60)))).isEqualTo(200);
    assertThat(accepted).hasSize(1);
    assertThat(posts(with(signed("msg-1", NOW), "webhook-id", "msg-2"))).isEqualTo(401);
    assertThat(posts(signed("msg-2", NOW.plusSeconds(60)))).isEqualTo(200);
    assertThat(accepted).hasSize(2);
  }

  private static Map<String, String> signed(String id, Instant at) {
    String time = Long.toString(at.getEpochSecond());
    return Map.of(
        "webhook-id", id,
        "webhook-timestamp", time,
        "webhook-signature", "v1," + base64(id + "." + time + ".", DOWN));
  }

  @Test
  void a_time_that_is_signed_has_to_be_now_however_it_is_written() {
    listen(new Signing("X-Sig", "{hex}", "{X-Time}:" + Signing.BODY, Optional.of("X-Time")));

    for (String time : List.of(NOW.toString(), Long.toString(NOW.toEpochMilli()))) {
      assertThat(posts(Map.of("X-Time", time, "X-Sig", hex(time + ":", DOWN)))).isEqualTo(200);
    }
    String late = NOW.minusSeconds(301).toString();
    assertThat(posts(Map.of("X-Time", late, "X-Sig", hex(late + ":", DOWN)))).isEqualTo(401);
    assertThat(posts(Map.of("X-Sig", hex(":", DOWN)))).isEqualTo(401);
  }

  private void listen(Signing signing) {
    hooks.set(Optional.of(Map.of("other", new Hook("other", SECRET, signing, Optional.empty()))));
  }

  private int posts(Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.at("/hooks/other"));
    headers.forEach(request::header);
    return server.send(request.POST(BodyPublishers.ofString(DOWN)).build()).statusCode();
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> changed = new HashMap<>(headers);
    changed.put(name, value);
    return changed;
  }

  private static String hex(String prefix, String body) {
    return new Signature(SECRET, mac -> HexFormat.of().formatHex(mac))
        .of(prefix, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(String prefix, String body) {
    return new Signature(SECRET, mac -> Base64.getEncoder().encodeToString(mac))
        .of(prefix, body.getBytes(StandardCharsets.UTF_8));
  }
}

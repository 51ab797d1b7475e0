package dev.deskhand.actions.http;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.sandbox.SandboxVpn;
import java.time.Duration;
import java.util.Map;

/** Calls to the practice VPN service. */
final class HttpFixture {
  static final Map<String, String> UNREACHABLE = Map.of("base-url", "http://127.0.0.1:1");

  private HttpFixture() {}

  static ActionCall call(SandboxVpn vpn, Map<String, String> arguments) {
    return call(vpn.uri().toString(), vpn.token(), arguments);
  }

  static ActionCall call(String base, String token, Map<String, String> arguments) {
    Map<String, String> settings =
        Map.of("base-url", base, "token", "env:VPN_TOKEN", "private", "allow");
    Target target = new Target("vpn-gateway-api", "http", settings);
    return new ActionCall(
        "run-1.clear",
        1,
        target,
        arguments,
        Map.of(),
        Duration.ofSeconds(2),
        Calls.knowing(reference -> token));
  }
}

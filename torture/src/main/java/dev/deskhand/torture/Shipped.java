package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.torture.Received.Fate;
import dev.deskhand.torture.Received.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * To the world by the actions that are shipped, each class by one that honours it: what an answer
 * means, how long it is waited for and when to ask again is theirs to say.
 */
final class Shipped implements Way {
  /** The user of the company's server, who needs no password there. */
  static final String USER = "postgres";

  /** The password of everybody on the company's host. */
  static final String PASSWORD = "let me in";

  /** Found as the application finds them. */
  private static final Map<String, StepAction> ACTIONS =
      ServiceLoader.load(StepAction.class).stream()
          .map(ServiceLoader.Provider::get)
          .collect(Collectors.toUnmodifiableMap(StepAction::name, it -> it));

  private final Outside outside;
  private final Whereabouts.Wires wires;

  Shipped(Outside outside, Whereabouts.Wires wires) {
    this.outside = outside;
    this.wires = wires;
  }

  @Override
  public ActionResult effect(EffectClass effect, ActionCall call, long epoch)
      throws InterruptedException {
    return action(effect).perform(request(effect, call, asked(Kind.EFFECT, effect, call, epoch)));
  }

  @Override
  public ProbeResult probe(EffectClass effect, ActionCall call) throws InterruptedException {
    return action(effect).probe(request(effect, call, asked(Kind.PROBE, effect, call, 0)));
  }

  private static StepAction action(EffectClass effect) {
    String name =
        switch (effect) {
          case READ -> "http.get";
          case IDEMPOTENT -> "http.put";
          case KEYED, ONCE -> "http.post";
          case TX -> "sql.execute";
          case PROBE -> "ssh.run";
        };
    return Optional.ofNullable(ACTIONS.get(name))
        .orElseThrow(
            () -> new IllegalStateException("no action is shipped that is called " + name));
  }

  private Received asked(Kind kind, EffectClass effect, ActionCall call, long epoch) {
    return new Received(
        kind, call.key(), call.attempt(), effect.name(), epoch, outside.sender(), Fate.APPLIED);
  }

  private ActionCall request(EffectClass effect, ActionCall call, Received asked) {
    return switch (effect) {
      case READ, IDEMPOTENT, KEYED, ONCE -> overHttp(call, asked);
      case TX -> overSql(call, asked);
      case PROBE -> overSsh(call, asked);
    };
  }

  private ActionCall overHttp(ActionCall call, Received asked) {
    String path =
        String.join(
            "/",
            outside.space(),
            asked.key(),
            Integer.toString(asked.attempt()),
            asked.what(),
            Long.toString(asked.epoch()),
            asked.sender());
    return call(
        call,
        "http",
        Map.of("base-url", "http://127.0.0.1:" + wires.http(), "private", "allow"),
        Map.of("path", path),
        Map.of(),
        outside.patience());
  }

  private ActionCall overSql(ActionCall call, Received asked) {
    return call(
        call,
        "sql",
        Map.of(
            "url",
            "jdbc:postgresql://127.0.0.1:%d/%s".formatted(wires.sql(), errand(asked)),
            "user",
            USER),
        Map.of("statement", Table.ACT, "expect-rows", "1"),
        Map.of("params", words(asked)),
        outside.longerPatience());
  }

  private ActionCall overSsh(ActionCall call, Received asked) {
    List<String> words = words(asked);
    return call(
        call,
        "ssh",
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(wires.ssh()),
            "host-key", wires.hostKey(),
            "user", errand(asked),
            "password", PASSWORD),
        Map.of(),
        Map.of(
            "argv", List.of(Host.PROGRAM, words.get(0), words.get(1), words.get(2), words.get(3))),
        outside.longerPatience());
  }

  private String errand(Received asked) {
    return new Errand(outside.space(), asked).text();
  }

  private static List<String> words(Received asked) {
    return List.of(
        asked.key(),
        Integer.toString(asked.attempt()),
        Long.toString(asked.epoch()),
        asked.sender());
  }

  private static ActionCall call(
      ActionCall call,
      String kind,
      Map<String, String> settings,
      Map<String, String> arguments,
      Map<String, List<String>> lists,
      Duration patience) {
    return new ActionCall(
        call.key(),
        call.attempt(),
        new Target(call.target().name(), kind, settings),
        arguments,
        lists,
        patience,
        call.services());
  }
}

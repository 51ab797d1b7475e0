package dev.deskhand.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.actions.message.MessageSend;
import dev.deskhand.actions.message.Postbox;
import dev.deskhand.actions.ticket.TicketNote;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.yaml.RunbookReader;
import dev.deskhand.sandbox.Sandbox;
import dev.deskhand.sandbox.SandboxHost;
import dev.deskhand.sandbox.ServiceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shipped runbooks are sound, and their steps do on the practice company what they say. */
final class ShippedRunbooksTest {
  private static final Path CATALOG = Path.of("../../runbooks/catalog");

  private final Actions actions =
      new Actions(
          Stream.concat(
                  ServiceLoader.load(StepAction.class).stream().map(ServiceLoader.Provider::get),
                  Stream.of(
                      new TicketNote(desk -> Optional.empty()), new MessageSend(new Nobody())))
              .toList());
  private final Sandbox company = Sandbox.start();

  /** Nobody is told anything. */
  private static final class Nobody implements Postbox {
    @Override
    public boolean toPerson(DeliveryKey key, PersonId person, String text) {
      return false;
    }

    @Override
    public void toConversation(DeliveryKey key, ConversationId where, String text) {
      throw new AssertionError("nobody is there");
    }
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void every_file_is_a_runbook() throws IOException {
    try (Stream<Path> files = Files.list(CATALOG)) {
      List<String> names =
          files
              .filter(file -> file.toString().endsWith(RunbookReader.ENDING))
              .map(file -> read(file).id().value())
              .toList();

      assertThat(names)
          .contains("clear-vpn-session", "restart-service", "unlock-account")
          .hasSizeGreaterThan(19);
    }
  }

  @Test
  void unlock_account_unlocks() throws Exception {
    Map<String, Map<String, String>> outputs = work("unlock-account", Map.of("account", "ada"));

    assertThat(outputs.get("before")).containsEntry("locked", "true");
    assertThat(outputs.get("confirm")).containsEntry("locked", "false");
    assertThat(company.directory().isLocked("ada")).isFalse();
  }

  @Test
  void restart_service_restarts() throws Exception {
    company.host().setService("vpn-gateway", ServiceState.FAILED);

    Map<String, Map<String, String>> outputs =
        work("restart-service", Map.of("host", "vpn-gw-1", "service", "vpn-gateway"));

    assertThat(outputs.get("before")).containsEntry("state", "failed");
    assertThat(outputs.get("confirm")).containsEntry("state", "active");
    assertThat(company.host().restarts("vpn-gateway")).isEqualTo(1);
  }

  @Test
  void clear_vpn_session_clears() throws Exception {
    work("clear-vpn-session", Map.of("account", "ada"));

    assertThat(company.vpn().sessions("ada")).isEmpty();
    assertThat(company.vpn().effects()).hasSize(1);
  }

  private Runbook read(Path file) {
    Problems problems = new Problems();
    try {
      Optional<Runbook> runbook =
          new RunbookReader(actions.signatures())
              .read(file.toString(), Files.readString(file), problems);
      assertThat(problems.all()).isEmpty();
      return runbook.orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes each step once, in order; answers with what they gave. */
  private Map<String, Map<String, String>> work(String name, Map<String, String> inputs)
      throws InterruptedException {
    Map<String, Map<String, String>> outputs = new HashMap<>();
    for (Step step : read(CATALOG.resolve(name + RunbookReader.ENDING)).steps()) {
      Work.Act act = (Work.Act) step.work();
      StepAction action = actions.find(act.call().action()).orElseThrow();
      ActionResult result = action.perform(call(step.id(), act, inputs));
      assertThat(result).isInstanceOf(ActionResult.Done.class);
      outputs.put(step.id().value(), ((ActionResult.Done) result).output());
    }
    return outputs;
  }

  private ActionCall call(StepId id, Work.Act act, Map<String, String> inputs) {
    Call call = act.call();
    Map<String, String> arguments = new HashMap<>();
    call.arguments()
        .forEach((key, text) -> arguments.put(key, text.render(path -> lookUp(path, inputs))));
    Target target = target(call.target().render(path -> lookUp(path, inputs)));
    return new ActionCall(
        "run." + id, 1, target, arguments, Map.of(), act.timeout(), Calls.knowing(this::secret));
  }

  private static Optional<String> lookUp(String path, Map<String, String> inputs) {
    return Optional.ofNullable(inputs.get(path.substring("inputs.".length())));
  }

  private String secret(String reference) {
    return switch (reference) {
      case "env:DIRECTORY" -> company.directory().adminPassword();
      case "env:VPN" -> company.vpn().token();
      default -> company.host().clientPrivateKey();
    };
  }

  private Target target(String name) {
    return switch (name) {
      case "company-directory" ->
          new Target(
              name,
              "ldap",
              Map.of(
                  "url", company.directory().uri().toString(),
                  "bind-dn", company.directory().adminDn(),
                  "password", "env:DIRECTORY",
                  "base-dn", company.directory().baseDn()));
      case "vpn-gateway-api" ->
          new Target(
              name,
              "http",
              Map.of(
                  "base-url", company.vpn().uri().toString(),
                  "token", "env:VPN",
                  "private", "allow"));
      case "vpn-gw-1" ->
          new Target(
              name,
              "ssh",
              Map.of(
                  "host",
                  "127.0.0.1",
                  "port",
                  Integer.toString(company.host().port()),
                  "user",
                  SandboxHost.USER,
                  "key",
                  "env:HOST",
                  "host-key",
                  company.host().hostKey()));
      default -> throw new AssertionError("the practice company has no " + name);
    };
  }
}

package dev.deskhand.actions.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.HostileValues;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SandboxSshTest extends SshContract {
  private final SandboxRig rig = new SandboxRig();

  @Override
  SshRig rig() {
    return rig;
  }

  @Test
  void the_command_that_is_sent_never_varies() throws Exception {
    Set<String> services = new HashSet<>(Set.of("vpn-gateway", "print-spooler"));
    HostileValues.all().forEach(services::add);

    for (String service : services) {
      ActionCall call = rig.call("run-2.restart", Map.of("service", service));
      try {
        action().perform(call);
        new SshServiceState().perform(call);
      } catch (ActionException e) {
        assertThat(e).hasMessageContaining("argument 'service'");
      }
    }

    assertThat(rig.host().commands()).isNotEmpty().containsOnly(Wrapper.command());
    assertThat(rig.host().commands()).hasSize(4);
  }
}

package dev.deskhand.actions.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SandboxSshRunTest extends SshRunContract {
  private final SandboxRig rig = new SandboxRig();

  @Override
  SshRig rig() {
    return rig;
  }

  @Test
  void the_command_that_is_sent_never_varies() throws Exception {
    action().perform(run("systemctl", "'; touch pwned; '"));
    action().perform(run("id", "-u"));

    assertThat(rig.host().commands()).hasSize(2).containsOnly(Wrapper.command());
  }
}

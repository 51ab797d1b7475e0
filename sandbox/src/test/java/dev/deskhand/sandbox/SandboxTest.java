package dev.deskhand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SandboxTest {
  @Test
  void everything_starts_together_and_ends_together() {
    Path home;

    try (Sandbox sandbox = Sandbox.start()) {
      home = sandbox.host().home();
      assertThat(sandbox.directory().isLocked("ada")).isTrue();
      assertThat(sandbox.vpn().sessions("ada")).hasSize(1);
      assertThat(sandbox.host().service("vpn-gateway")).isEqualTo(ServiceState.ACTIVE);
    }

    assertThat(home).doesNotExist();
  }
}

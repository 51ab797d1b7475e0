package dev.deskhand.actions.ssh;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class OpenSshActionsTest extends SshActionsContract {
  private final SshRig rig;

  OpenSshActionsTest(@TempDir Path home) {
    rig = OpenSshRig.start(home);
  }

  @Override
  SshRig rig() {
    return rig;
  }
}

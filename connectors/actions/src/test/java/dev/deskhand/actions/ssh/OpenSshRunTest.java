package dev.deskhand.actions.ssh;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class OpenSshRunTest extends SshRunContract {
  private final SshRig rig;

  OpenSshRunTest(@TempDir Path home) {
    rig = OpenSshRig.start(home);
  }

  @Override
  SshRig rig() {
    return rig;
  }
}

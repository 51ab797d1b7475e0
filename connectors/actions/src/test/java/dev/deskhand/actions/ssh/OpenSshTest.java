package dev.deskhand.actions.ssh;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class OpenSshTest extends SshContract {
  private final SshRig rig;

  OpenSshTest(@TempDir Path home) {
    rig = OpenSshRig.start(home);
  }

  @Override
  SshRig rig() {
    return rig;
  }
}

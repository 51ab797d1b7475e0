package dev.deskhand.actions.ssh;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class OpenSshRunTest extends SshRunContract {
  private @TempDir @Nullable Path home;
  private @Nullable SshRig rig;

  @BeforeAll
  static void sshd_is_there() {
    OpenSshRig.require();
  }

  @BeforeEach
  void start() {
    if (home == null) {
      throw new IllegalStateException("JUnit gives the folder");
    }
    SshRig started = OpenSshRig.start(home);
    started.playSystemctl("");
    rig = started;
  }

  @Override
  SshRig rig() {
    if (rig == null) {
      throw new IllegalStateException("start() comes first");
    }
    return rig;
  }
}

package dev.deskhand.actions.ssh;

final class SandboxSshActionsTest extends SshActionsContract {
  private final SshRig rig = new SandboxRig();

  @Override
  SshRig rig() {
    return rig;
  }
}

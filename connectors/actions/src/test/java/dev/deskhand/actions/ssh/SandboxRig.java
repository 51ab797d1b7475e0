package dev.deskhand.actions.ssh;

import dev.deskhand.sandbox.SandboxHost;
import java.nio.file.Path;

/** The practice host. */
final class SandboxRig implements SshRig {
  private final SandboxHost host = SandboxHost.start(0);

  SandboxRig() {
    playSystemctl("");
  }

  @Override
  public int port() {
    return host.port();
  }

  @Override
  public String hostKey() {
    return host.hostKey();
  }

  @Override
  public String privateKey() {
    return host.clientPrivateKey();
  }

  @Override
  public String user() {
    return SandboxHost.USER;
  }

  @Override
  public Path home() {
    return host.home();
  }

  @Override
  public boolean commandsOutliveConnections() {
    return false;
  }

  SandboxHost host() {
    return host;
  }

  @Override
  public void close() {
    host.close();
  }
}

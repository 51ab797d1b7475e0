package dev.deskhand.sandbox;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The practice company as a whole: directory, SSH host and VPN service, each on a free port of
 * 127.0.0.1. The VPN service is well as long as the host's service {@code vpn-gateway} is active.
 * Nothing of it survives {@link #close()}.
 */
public final class Sandbox implements AutoCloseable {
  private static final String VPN_SERVICE = "vpn-gateway";

  private final SandboxDirectory directory;
  private final SandboxHost host;
  private final SandboxVpn vpn;

  private Sandbox(SandboxDirectory directory, SandboxHost host, SandboxVpn vpn) {
    this.directory = directory;
    this.host = host;
    this.vpn = vpn;
  }

  /** {@link #start(InstantSource)} by the system's clock. */
  public static Sandbox start() {
    return start(InstantSource.system());
  }

  /**
   * Starts everything at the same time.
   *
   * @throws SandboxFailure when one part does not start; the others are stopped again
   */
  public static Sandbox start(InstantSource clock) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<SandboxHost> host =
          CompletableFuture.supplyAsync(() -> SandboxHost.start(0), threads);
      CompletableFuture<SandboxDirectory> directory =
          CompletableFuture.supplyAsync(() -> SandboxDirectory.start(0, clock), threads);
      CompletableFuture<SandboxVpn> vpn =
          CompletableFuture.supplyAsync(
              () -> SandboxVpn.start(0, clock, () -> runs(host.join())), threads);
      try {
        CompletableFuture.allOf(host, directory, vpn).join();
      } catch (CompletionException e) {
        closeStarted(host, directory, vpn);
        throw new SandboxFailure("starting the practice company failed", e);
      }
      return new Sandbox(directory.join(), host.join(), vpn.join());
    }
  }

  /** The VPN service is a service of the host: while that is down, so is the VPN. */
  private static boolean runs(SandboxHost host) {
    return host.service(VPN_SERVICE) == ServiceState.ACTIVE;
  }

  private static void closeStarted(
      CompletableFuture<SandboxHost> host,
      CompletableFuture<SandboxDirectory> directory,
      CompletableFuture<SandboxVpn> vpn) {
    if (!host.isCompletedExceptionally()) {
      host.join().close();
    }
    if (!directory.isCompletedExceptionally()) {
      directory.join().close();
    }
    if (!vpn.isCompletedExceptionally()) {
      vpn.join().close();
    }
  }

  public SandboxDirectory directory() {
    return directory;
  }

  public SandboxHost host() {
    return host;
  }

  public SandboxVpn vpn() {
    return vpn;
  }

  @Override
  public void close() {
    try (directory;
        vpn) {
      host.close();
    }
  }
}

package dev.deskhand.sandbox;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The practice company as a whole: directory, hosts, VPN service, services about people and a
 * database, each on a free port of 127.0.0.1. The VPN service is well as long as the service {@code
 * vpn-gateway} of the first host is active, the web site while {@code web} is on all web servers.
 * Nothing of it survives {@link #close()}.
 */
public final class Sandbox implements AutoCloseable {
  private static final String VPN_SERVICE = "vpn-gateway";
  private static final String WEB_SERVICE = "web";
  private static final List<String> WEB_SERVERS = List.of("web-1", "web-2", "web-3");

  private final SandboxDirectory directory;
  private final SandboxHost host;
  private final Map<String, SandboxHost> webServers;
  private final SandboxVpn vpn;
  private final SandboxServices services;
  private final SandboxDatabase database;

  private Sandbox(Starting all) {
    directory = all.directory.join();
    host = all.host.join();
    Map<String, SandboxHost> started = new TreeMap<>();
    all.webServers.forEach((name, server) -> started.put(name, server.join()));
    webServers = Collections.unmodifiableMap(started);
    vpn = all.vpn.join();
    services = all.services.join();
    database = all.database.join();
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
    return start(clock, SandboxDatabase::create);
  }

  /**
   * The same by the system's clock, with the company's database on a server.
   *
   * @param url by which JDBC gets to an empty one
   */
  public static Sandbox startOver(String url) {
    return start(InstantSource.system(), () -> SandboxDatabase.at(url));
  }

  private static Sandbox start(InstantSource clock, Supplier<SandboxDatabase> data) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Starting all = new Starting(threads, clock, data);
      try {
        CompletableFuture.allOf(all.parts()).join();
      } catch (CompletionException e) {
        Stream.of(all.parts()).forEach(Sandbox::closeIfStarted);
        throw new SandboxFailure("starting the practice company failed", e);
      }
      return new Sandbox(all);
    }
  }

  /** The parts, each started on a thread of its own. */
  private static final class Starting {
    private final CompletableFuture<SandboxDirectory> directory;
    private final CompletableFuture<SandboxHost> host;
    private final Map<String, CompletableFuture<SandboxHost>> webServers = new TreeMap<>();
    private final CompletableFuture<SandboxVpn> vpn;
    private final CompletableFuture<SandboxServices> services;
    private final CompletableFuture<SandboxDatabase> database;

    Starting(ExecutorService threads, InstantSource clock, Supplier<SandboxDatabase> data) {
      host = supplyAsync(() -> SandboxHost.start(0), threads);
      directory = supplyAsync(() -> SandboxDirectory.start(0, clock), threads);
      WEB_SERVERS.forEach(
          name -> webServers.put(name, supplyAsync(() -> SandboxHost.startWeb(0), threads)));
      vpn = supplyAsync(() -> SandboxVpn.start(0, clock, () -> runs(host, VPN_SERVICE)), threads);
      services =
          supplyAsync(
              () ->
                  SandboxServices.start(
                      0, () -> webServers.values().stream().allMatch(it -> runs(it, WEB_SERVICE))),
              threads);
      database = supplyAsync(data, threads);
    }

    CompletableFuture<?>[] parts() {
      return Stream.concat(
              Stream.of(directory, host, vpn, services, database), webServers.values().stream())
          .toArray(CompletableFuture<?>[]::new);
    }

    private static boolean runs(CompletableFuture<SandboxHost> host, String service) {
      return host.join().service(service) == ServiceState.ACTIVE;
    }
  }

  private static void closeIfStarted(CompletableFuture<?> part) {
    part.handle((started, failure) -> started).thenAccept(Sandbox::close).join();
  }

  private static void close(@Nullable Object part) {
    switch (part) {
      case SandboxDirectory it -> it.close();
      case SandboxHost it -> it.close();
      case SandboxVpn it -> it.close();
      case SandboxServices it -> it.close();
      case SandboxDatabase it -> it.close();
      case null, default -> {}
    }
  }

  public SandboxDirectory directory() {
    return directory;
  }

  /** The VPN gateway's host, on which the print queues are, too. */
  public SandboxHost host() {
    return host;
  }

  /** The web servers by name: {@code web-1}, {@code web-2} and {@code web-3}. */
  public Map<String, SandboxHost> webServers() {
    return webServers;
  }

  public SandboxVpn vpn() {
    return vpn;
  }

  public SandboxServices services() {
    return services;
  }

  public SandboxDatabase database() {
    return database;
  }

  @Override
  public void close() {
    try (directory;
        vpn;
        services;
        database) {
      webServers.values().forEach(SandboxHost::close);
      host.close();
    }
  }
}

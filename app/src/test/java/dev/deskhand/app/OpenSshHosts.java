package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.actions.ssh.OpenSshRig;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.sandbox.Sandbox;
import dev.deskhand.sandbox.SandboxHost;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The hosts of a practice company behind OpenSSH's own server: commands begin in the same homes as
 * behind the sandbox's. Where the machine has no OpenSSH, nothing stands here.
 */
final class OpenSshHosts implements AutoCloseable {
  /** By the port of the sandbox's own server. */
  private final Map<String, OpenSshRig> rigs = new ConcurrentHashMap<>();

  private OpenSshHosts() {}

  /**
   * Starts a server for each host.
   *
   * @param folder of keys; a reference to one is relative to it
   */
  static OpenSshHosts beside(Sandbox sandbox, Path folder) {
    OpenSshHosts hosts = new OpenSshHosts();
    if (OpenSshRig.isPresent()) {
      Map<String, SandboxHost> all = new HashMap<>(sandbox.webServers());
      all.put("gateway", sandbox.host());
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        CompletableFuture.allOf(
                all.entrySet().stream()
                    .map(it -> hosts.starting(it.getValue(), folder.resolve("ssh-" + it.getKey())))
                    .map(starting -> CompletableFuture.runAsync(starting, threads))
                    .toArray(CompletableFuture<?>[]::new))
            .join();
      }
    }
    return hosts;
  }

  private Runnable starting(SandboxHost host, Path keys) {
    return () -> rigs.put(Integer.toString(host.port()), OpenSshRig.start(keys, host.home()));
  }

  /** The same targets, of which the hosts are reached by these servers. */
  List<Target> over(List<Target> targets) {
    return targets.stream().map(this::over).toList();
  }

  /** Nothing went through the sandbox's own servers where these stand. */
  void requireUsed(Sandbox sandbox) {
    if (!rigs.isEmpty()) {
      assertThat(sandbox.host().commands()).isEmpty();
      assertThat(sandbox.webServers().values())
          .allSatisfy(host -> assertThat(host.commands()).isEmpty());
    }
  }

  private Target over(Target target) {
    OpenSshRig rig = rigs.get(target.settings().getOrDefault("port", ""));
    if (!target.kind().equals("ssh") || rig == null) {
      return target;
    }
    Map<String, String> settings = new HashMap<>(target.settings());
    settings.put("port", Integer.toString(rig.port()));
    settings.put("user", rig.user());
    settings.put("host-key", rig.hostKey());
    settings.put("key", "file:" + rig.keyFile());
    return new Target(target.name(), target.kind(), settings);
  }

  @Override
  public void close() {
    rigs.values().forEach(OpenSshRig::close);
  }
}

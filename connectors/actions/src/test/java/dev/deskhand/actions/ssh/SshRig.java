package dev.deskhand.actions.ssh;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An SSH server whose {@code systemctl} the test plays. */
interface SshRig extends AutoCloseable {
  int port();

  String hostKey();

  String privateKey();

  String user();

  /** Where commands run; {@code bin} in it comes first in PATH. */
  Path home();

  /** What becomes of a command whose connection breaks. */
  boolean commandsOutliveConnections();

  @Override
  void close();

  default ActionCall call(String key, Map<String, String> arguments) {
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(port()));
    settings.put("user", user());
    settings.put("key", "env:HOST_KEY");
    settings.put("host-key", hostKey());
    Target target = new Target("vpn-gw-1", "ssh", settings);
    String privateKey = privateKey();
    return new ActionCall(
        key,
        1,
        target,
        arguments,
        Map.of(),
        Duration.ofSeconds(20),
        Calls.knowing(reference -> privateKey));
  }

  /** Plays systemctl: notes its arguments, then does what the body says. */
  default void playSystemctl(String body) {
    Path script = home().resolve("bin/systemctl");
    try {
      Files.createDirectories(script.getParent());
      Files.writeString(
          script,
          "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done >> \"$HOME/calls\"\n"
              + "echo . >> \"$HOME/calls\"\n"
              + body
              + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The arguments of every call of systemctl. */
  default List<List<String>> systemctlCalls() {
    Path file = home().resolve("calls");
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Arrays.stream(Files.readString(file, StandardCharsets.UTF_8).split("(?m)^\\.\n", -1))
          .filter(call -> !call.isEmpty())
          .map(call -> call.lines().toList())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.deskhand.app;

import dev.deskhand.app.config.References;
import dev.deskhand.runbooks.action.Redactor;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.sandbox.Sandbox;
import dev.deskhand.sandbox.SandboxDirectory;
import dev.deskhand.sandbox.SandboxHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sandbox as targets, with references that its own {@link #secrets} resolves. */
final class DemoTargets {
  private static final String LDAP = "demo:directory";
  private static final String VPN = "demo:vpn";
  private static final String PEOPLE = "demo:people-services";
  private static final String SSH = "demo:ssh/";
  private static final String GATEWAY = "vpn-gw-1";

  private DemoTargets() {}

  /** Every target that the shipped runbooks name, and the hosts that their stories name. */
  static List<Target> of(Sandbox sandbox) {
    SandboxDirectory directory = sandbox.directory();
    List<Target> targets =
        new ArrayList<>(
            List.of(
                directory("company-directory", directory, directory.baseDn()),
                directory("company-people", directory, "ou=people," + directory.baseDn()),
                service("vpn-gateway-api", sandbox.vpn().uri().toString(), VPN),
                service("people-services", sandbox.services().uri().toString(), PEOPLE),
                service("company-site", sandbox.services().uri() + "/site", PEOPLE),
                new Target(
                    "company-sites",
                    "site",
                    Map.of("site.shop", "localhost:" + sandbox.services().uri().getPort())),
                new Target("company-database", "sql", Map.of("url", sandbox.database().url())),
                new Target("help-desk", "ticket", Map.of("desk", "builtin")),
                new Target("chat", "message", Map.of()),
                host(GATEWAY, GATEWAY, sandbox.host()),
                host("print-1", GATEWAY, sandbox.host())));
    sandbox.webServers().forEach((name, server) -> targets.add(host(name, name, server)));
    return targets;
  }

  private static Target directory(String name, SandboxDirectory directory, String baseDn) {
    return new Target(
        name,
        "ldap",
        Map.of(
            "url",
            directory.uri().toString(),
            "bind-dn",
            directory.adminDn(),
            "password",
            LDAP,
            "base-dn",
            baseDn,
            "tls",
            "none"));
  }

  private static Target service(String name, String baseUrl, String token) {
    return new Target(
        name, "http", Map.of("base-url", baseUrl, "token", token, "private", "allow"));
  }

  private static Target host(String name, String machine, SandboxHost host) {
    return new Target(
        name,
        "ssh",
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            Integer.toString(host.port()),
            "user",
            SandboxHost.USER,
            "key",
            SSH + machine,
            "host-key",
            host.hostKey(),
            "risk",
            "low"));
  }

  /**
   * The sandbox's secrets, and those of files and nothing else.
   *
   * @param data what relative paths are relative to
   */
  static Redactor secrets(Sandbox sandbox, Path data) {
    Map<String, String> known = new HashMap<>();
    known.put(LDAP, sandbox.directory().adminPassword());
    known.put(VPN, sandbox.vpn().token());
    known.put(PEOPLE, sandbox.services().token());
    known.put(SSH + GATEWAY, sandbox.host().clientPrivateKey());
    sandbox.webServers().forEach((name, it) -> known.put(SSH + name, it.clientPrivateKey()));
    References others = new References(Map.of(), data);
    return new Redactor(
        reference ->
            Optional.ofNullable(known.get(reference)).orElseGet(() -> others.resolve(reference)));
  }
}

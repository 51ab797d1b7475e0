package dev.deskhand.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets lie wherever they may, and everything that Deskhand acts on tells them, in every form, in
 * pieces, in successes and in failures. Nothing that anybody can read has one of them.
 */
final class CanaryTest {
  private static final String OF_ENVIRONMENT = "env-c4n4ry/+=\"%&17-token";
  private static final String OF_VAULT = "vault\"c4n4ry\\/+=%& ünd 9 mehr";
  private static final String OF_HOOK = "hook-c4n4ry-81f3a7-Zx";
  private static final String OF_VAULTS_DOOR = "hvs.c4n4ry.opens.the.vault";
  private static final String OF_DATABASE = "database-c4n4ry-22";
  private static final Pattern RUN = Pattern.compile("r-[0-9a-f]{20}");

  private static final String TELL =
      """
      runbook: tell
      title: Tell what must not be told
      risk: low
      inputs:
        token: { type: secret, locked: "vault:canary#token" }
      steps:
        - id: host
          title: A host that tells everything, bit by bit
          action: ssh.run
          target: vpn-gw-1
          with: { argv: [/bin/sh, tell.sh] }
          effect: once
          on-failure: continue
        - id: worse
          title: The same, and fails
          action: ssh.run
          target: vpn-gw-1
          with: { argv: [/bin/sh, tell.sh, "3"] }
          effect: once
          on-failure: continue
        - id: echo
          title: A service that is given a secret, and gives it back
          action: http.post
          target: leaky
          with: { path: /echo, json: { token: "{{ inputs.token }}" } }
          effect: keyed
          on-failure: continue
        - id: broken
          title: A service that breaks over it
          action: http.get
          target: leaky
          with: { path: /broken }
          on-failure: continue
        - id: silent
          title: A service that hangs up
          action: http.get
          target: leaky
          with: { path: /dropped }
          on-failure: continue
        - id: nobody
          title: A directory that knows another password
          action: ldap.account-state
          target: strange-directory
          with: { account: ada }
          on-failure: continue
        - id: note
          title: Write all of it on the ticket
          action: ticket.note
          target: help-desk
          with: { ticket: builtin-1, visibility: public, text: "{{ steps.host.output }} noted" }
          effect: probe
          on-failure: continue
        - id: say
          title: Say all of it
          action: message.send
          target: chat
          with: { person: ada, text: "{{ steps.echo.body }} and that is the end of it" }
          effect: keyed
          on-failure: continue
      tell: { succeeded: It is told., failed: It is not told. }
      """;

  private static final String TRIGGER =
      """
      trigger: monitor
      title: Something is down
      on: { webhook: { secret: "vault:canary#hook", delivery: "{{ payload.id }}" } }
      start: unlock-account
      inputs: { account: ada }
      as: desk-triggers
      """;

  private static final String POLICIES =
      """
      @id("telling") @reason("Staff may have it told.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"start", resource == Runbook::"tell");
      @id("telling-acts") @reason("Telling acts.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"perform", resource is Target)
      when { context has runbook && context.runbook == "tell" };
      """;

  @TempDir private Path folder;
  private final Canaries canaries = new Canaries();
  private final List<LocalRequest> received = new CopyOnWriteArrayList<>();

  @Test
  void no_planted_secret_is_anywhere_with_sqlite() throws Exception {
    try (LocalServer leaky = LocalServer.start(0, this::leak);
        Vault vault = new Vault();
        ServedCompany company = company(leaky, vault, "")) {
      work(company);

      assertNowhere(company, "");
      assertThat(company.child("backup", folder.resolve("copy.db").toString()).code()).isZero();
      assertThat(canaries.in(folder.resolve("copy.db"))).isEmpty();
    }
  }

  @Test
  void no_planted_secret_is_anywhere_with_postgresql() throws Exception {
    House.write(folder, "database", OF_DATABASE);
    canaries.plant("the database's password", OF_DATABASE);
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE ROLE deskhand LOGIN PASSWORD '" + OF_DATABASE + "'");
        statement.execute("CREATE DATABASE deskhand OWNER deskhand");
      }
      String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/deskhand";
      String database =
          "database: { kind: postgresql, url: \"%s\", user: deskhand, password: \"file:database\" }\n"
              .formatted(url);
      try (LocalServer leaky = LocalServer.start(0, this::leak);
          Vault vault = new Vault();
          ServedCompany company = company(leaky, vault, database)) {
        work(company);

        assertNowhere(company, dump(url + "?user=deskhand&password=" + OF_DATABASE));
      }
    }
  }

  private ServedCompany company(LocalServer leaky, Vault vault, String database) {
    House.write(folder, "vault-token", OF_VAULTS_DOOR);
    canaries.plant("the environment's", OF_ENVIRONMENT);
    canaries.plant("the vault's", OF_VAULT);
    canaries.plant("the webhook's", OF_HOOK);
    canaries.plant("the vault's own", OF_VAULTS_DOOR);
    String more =
        """
          leaky: { kind: http, base-url: "%s", token: "env:CANARY", private: allow }
          strange-directory: { kind: ldap, url: "ldap://127.0.0.1:1", bind-dn: "cn=x", password: "env:CANARY", base-dn: "dc=x", tls: none }
          help-desk: { kind: ticket, desk: builtin }
          chat: { kind: message }
        secrets:
          vault: { address: "%s", token: "file:vault-token" }
        %s\
        """
            .formatted(leaky.uri(), vault.address(), database);
    return new ServedCompany(
        folder,
        Map.of(
            "tell.runbook.yaml", TELL,
            "monitor.trigger.yaml", TRIGGER,
            "telling.cedar", POLICIES),
        new ServedCompany.Extras(
            more,
            Map.of("CANARY", OF_ENVIRONMENT, "DESKHAND_LOG", "DEBUG"),
            ProcessBuilder.Redirect.to(folder.resolve("log").toFile())));
  }

  /** What a service does that ought not to. */
  private LocalAnswer leak(LocalRequest request) {
    received.add(request);
    String all = request.bearer().orElse("") + " " + request.body().text();
    return switch (request.path()) {
      case "/echo" -> LocalAnswer.json(200, all + "\n" + String.join("\n", canaries.forms()));
      case "/broken" ->
          new LocalAnswer.Reply(500, Map.of(), "x".repeat(285) + OF_ENVIRONMENT + " broke");
      default -> new LocalAnswer.Dropped();
    };
  }

  private void work(ServedCompany company) throws Exception {
    canaries.plant("the directory's", company.sandbox.directory().adminPassword());
    canaries.plant("the gateway's", company.sandbox.vpn().token());
    canaries.plant("the host's", keyLine(company.sandbox.host().clientPrivateKey()));
    Files.writeString(company.sandbox.host().home().resolve("tell.sh"), script());
    company.play(
        """
        - ada opens a ticket:
            subject: The printer sings
        - elena says: reset the password of ada
        - elena presses: Yes, begin
        - grace sees: May this run? **Reset a password**
        - grace presses: Approve
        - elena sees: The password has been reset.
        """);

    Terminal.Answer told = ask(company, "run", "tell", "--as", "ada", "--wait");

    assertThat(told.text()).contains("tell succeeded", "[redacted]");
    assertThat(canaries.in("the command line", told.text())).isEmpty();
    assertThat(received.stream().map(it -> it.body().text()))
        .contains("{\"token\":\"" + inJson(OF_VAULT) + "\"}");
    assertThat(received.stream().flatMap(it -> it.bearer().stream())).contains(OF_ENVIRONMENT);
    assertThat(call(company)).isEqualTo(200);
  }

  private static String inJson(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static Terminal.Answer ask(ServedCompany company, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--server", company.address().toString()));
    return company.child(all.toArray(String[]::new));
  }

  private static String keyLine(String key) {
    List<String> lines = key.lines().toList();
    return lines.get(lines.size() / 2);
  }

  /** Tells each form in two pieces, so that no piece has all of it. */
  private String script() {
    StringBuilder script = new StringBuilder();
    for (String form : canaries.forms()) {
      int half = form.length() / 2;
      script
          .append("printf %s ")
          .append(quoted(form.substring(0, half)))
          .append("; sleep 0.01; printf '%s\\n' ")
          .append(quoted(form.substring(half)))
          .append('\n');
    }
    return script.append("exit ${1:-0}\n").toString();
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Calls the trigger as another system does, signed with what only the vault has. */
  private static int call(ServedCompany company) throws Exception {
    String body = "{\"id\":\"1\"}";
    String time = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(OF_HOOK.getBytes(UTF_8), "HmacSHA256"));
    String signature = HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(UTF_8)));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(company.address().resolve("/hooks/monitor"))
                  .header("X-Deskhand-Timestamp", time)
                  .header("X-Deskhand-Signature", "sha256=" + signature)
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private void assertNowhere(ServedCompany company, String dump) throws Exception {
    String database =
        dump.isEmpty()
            ? dump("jdbc:sqlite:" + folder.resolve("data").resolve("deskhand.db"))
            : dump;
    try (SignedIn ada = new SignedIn(company.address(), company.loginLink("ada"));
        SignedIn elena = new SignedIn(company.address(), company.loginLink("elena"))) {
      canaries.plant("the new password", ada.secret(oneTimeToken(database)));
      assertThat(canaries.in("Ada's chat", ada.chatUntil("that is the end of it"))).isEmpty();
      String ticket = elena.get("/api/tickets/1");
      assertThat(ticket).contains("noted", "[redacted]");
      assertThat(canaries.in("the ticket", ticket)).isEmpty();
    }
    assertThat(canaries.in("the database", database)).isEmpty();
    assertThat(canaries.in(folder.resolve("data"))).isEmpty();
    Matcher run = RUN.matcher(ask(company, "runs", "--as", "ada").text());
    assertThat(run.find()).isTrue();
    do {
      for (List<String> words :
          List.of(
              List.of("show", run.group(), "--as", "ada", "--server", company.address().toString()),
              List.of("why", run.group()))) {
        assertThat(canaries.in("" + words, company.child(words.toArray(String[]::new)).text()))
            .isEmpty();
      }
    } while (run.find());
    Path given = Files.createDirectories(folder.resolve("given"));
    assertThat(company.child("audit", "export", given.resolve("audit.jsonl").toString()).code())
        .isZero();
    assertThat(
            company
                .child(
                    "audit",
                    "evidence",
                    given.resolve("evidence").toString(),
                    "--from",
                    "2020-01-01",
                    "--to",
                    "2100-01-01")
                .text())
        .contains("The evidence is in");
    assertThat(canaries.in(given)).isEmpty();
    assertThat(Files.size(folder.resolve("log"))).isPositive();
    assertThat(canaries.in(folder.resolve("log"))).isEmpty();
  }

  private static String oneTimeToken(String database) {
    Matcher token = Pattern.compile("\"token\":\"([\\w-]+)\"").matcher(database);
    assertThat(token.find()).as("a password was made up").isTrue();
    return token.group(1);
  }

  /** Every row of every table, as text and as bytes. */
  private static String dump(String url) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet tables =
            connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      List<String> names = new ArrayList<>();
      while (tables.next()) {
        String schema = tables.getString("TABLE_SCHEM");
        if (schema == null || schema.equals("public")) {
          names.add(tables.getString("TABLE_NAME"));
        }
      }
      assertThat(names).contains("event", "audit", "inbox", "outbox");
      for (String name : names) {
        try (ResultSet row = statement.executeQuery("SELECT * FROM \"" + name + "\"")) {
          while (row.next()) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              Object value = row.getObject(i);
              all.append(value instanceof byte[] bytes ? new String(bytes, UTF_8) : value)
                  .append('\n');
            }
          }
        }
      }
    }
    return all.toString();
  }

  /** As much of Vault's interface as reading takes. */
  private static final class Vault implements AutoCloseable {
    private final HttpServer server;

    Vault() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v1/secret/data/canary",
          exchange -> {
            boolean isKnown =
                OF_VAULTS_DOOR.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
            byte[] body =
                "{\"data\":{\"data\":{\"token\":\"%s\",\"hook\":\"%s\"}}}"
                    .formatted(inJson(OF_VAULT), OF_HOOK)
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(isKnown ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}

package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.sandbox.SandboxDirectory;
import dev.deskhand.web.ConsoleTokens;
import dev.deskhand.web.LoginKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.BasicAttributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of a real directory give roles, and take them away. */
final class DirectoryRolesTest {
  private static final Duration KEEP = Duration.ofSeconds(4);

  @TempDir private Path data;
  private House house;
  private HttpClient http;

  @BeforeEach
  void open() {
    house =
        House.openWithGroups(
            data,
            KEEP,
            Map.of(
                "project-apollo", Set.of(new Role("it-support")),
                "no-such-group", Set.of(new Role("sre"))));
    http = HttpClient.newHttpClient();
    Await.until("the catalogue", () -> plan("elena").contains("\"decision\""));
  }

  @AfterEach
  void close() {
    http.close();
    house.close();
  }

  /** What the policies would say to somebody who wants a service restarted. */
  private String plan(String person) {
    ConsoleTokens tokens = new ConsoleTokens(LoginKey.in(data), InstantSource.system());
    try {
      return http.send(
              HttpRequest.newBuilder(house.at("/api/v1/plans"))
                  .header("Authorization", tokens.header(TenantId.DEFAULT, new PersonId(person)))
                  .POST(
                      BodyPublishers.ofString(
                          """
                          {"id": "1", "runbook": "restart-service",
                           "inputs": {"host": "vpn-gw-1", "service": "vpn-gateway"}}
                          """))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError("the server went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private boolean maySupport(String person) {
    return plan(person).contains("needs-approval");
  }

  @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // LDAP of this test alone, as JNDI wants it
  private void change(int operation) throws NamingException {
    SandboxDirectory directory = house.sandbox().directory();
    DirContext context =
        new InitialDirContext(
            new Hashtable<>(
                Map.of(
                    Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory",
                    Context.PROVIDER_URL, directory.uri().toString(),
                    Context.SECURITY_PRINCIPAL, directory.adminDn(),
                    Context.SECURITY_CREDENTIALS, directory.adminPassword())));
    try {
      context.modifyAttributes(
          "cn=project-apollo,ou=groups," + directory.baseDn(),
          operation,
          new BasicAttributes("member", directory.personDn("bob")));
    } finally {
      context.close();
    }
  }

  @Test
  void a_group_gives_its_role_and_takes_it_away_and_a_directory_that_is_down_gives_nothing()
      throws Exception {
    assertThat(maySupport("bob")).isFalse();

    change(DirContext.ADD_ATTRIBUTE);
    Await.until("the role", () -> maySupport("bob"));
    assertThat(maySupport("ada")).isFalse();

    change(DirContext.REMOVE_ATTRIBUTE);
    Await.until("the role's end", () -> !maySupport("bob"));

    change(DirContext.ADD_ATTRIBUTE);
    Await.until("the role once more", () -> maySupport("bob"));
    house.sandbox().directory().close();
    Await.until("the end of what was read", () -> !maySupport("bob"));
    assertThat(maySupport("elena")).as("what the people file says").isTrue();
  }
}

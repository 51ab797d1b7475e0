package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.permissions.Role;
import dev.deskhand.sandbox.SandboxDirectory;
import java.nio.file.Path;
import java.time.Duration;
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

  @BeforeEach
  void open() {
    house =
        House.openWithGroups(
            data,
            KEEP,
            Map.of(
                "project-apollo", Set.of(new Role("it-support")),
                "no-such-group", Set.of(new Role("sre"))));
    Await.until("the catalogue", () -> house.plan("elena").contains("\"decision\""));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private boolean maySupport(String person) {
    return house.plan(person).contains("needs-approval");
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

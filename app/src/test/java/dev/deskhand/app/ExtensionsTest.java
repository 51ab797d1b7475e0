package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.SecretStore;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions that others wrote, in jars of their own. */
final class ExtensionsTest {
  private static final String CLOSING =
      """
      package com.example.doors;

      import dev.deskhand.runbooks.EffectClass;
      import dev.deskhand.runbooks.action.ActionCall;
      import dev.deskhand.runbooks.action.ActionResult;
      import dev.deskhand.runbooks.action.StepAction;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.Map;
      import java.util.Set;

      public final class %s implements StepAction {
        @Override
        public String name() {
          return "%s";
        }

        @Override
        public Signature signature() {
          return new Signature(
              "door", Set.of("door"), Set.of(), Set.of(EffectClass.IDEMPOTENT), Set.of());
        }

        @Override
        public ActionResult perform(ActionCall call) throws InterruptedException {
          call.fence().pass();
          try {
            Files.writeString(Path.of(call.target().required("log")), call.argument("door"));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          return new ActionResult.Done(Map.of(), "the door is closed");
        }
      }
      """;
  private static final String DRAWER =
      """
      package com.example.doors;

      import dev.deskhand.runbooks.action.SecretStore;
      import dev.deskhand.runbooks.action.Secrets;
      import java.util.Map;
      import java.util.Set;

      public final class %s implements SecretStore {
        @Override
        public String scheme() {
          return "%s";
        }

        @Override
        public String form() {
          return "drawer:NAME";
        }

        @Override
        public Set<String> settings() {
          return Set.of("key");
        }

        @Override
        public Secrets open(Map<String, String> settings, Secrets own) {
          return name -> settings.get("key") + name;
        }
      }
      """;
  private static final String RUNBOOK =
      """
      runbook: close-door
      title: Close a door
      risk: low
      steps:
        - id: close
          title: Close it
          action: door.close
          target: front
          with: { door: cellar }
          effect: idempotent
      tell:
        succeeded: The door is closed.
        failed: The door could not be closed.
      """;
  private static final String POLICIES =
      """
      @id("doors") @reason("Support may close doors.") @authority("automatic")
      permit (
        principal in Role::"it-support",
        action in [Action::"see", Action::"start"],
        resource == Runbook::"close-door"
      );
      @id("doors-steps") @reason("Doors may be closed.") @authority("automatic")
      permit (principal, action == Action::"perform", resource == Target::"front");
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() {
    Shipped.home(folder.resolve("home"));
  }

  /** A jar with one class that names itself as an action. */
  private void jar(String file, String type, String source) throws IOException {
    jar(file, type, source, StepAction.class);
  }

  /** The same of another service. */
  private void jar(String file, String type, String source, Class<?> service) throws IOException {
    Path java = House.write(folder.resolve("source"), type + ".java", source);
    Path classes = folder.resolve("classes-of-" + file);
    String library =
        Path.of(StepAction.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", library, "-d", classes.toString(), java.toString());
    assertThat(code).isZero();
    String name = "com/example/doors/" + type + ".class";
    Path jar = Files.createDirectories(folder.resolve("extensions")).resolve(file);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name));
      out.write(Files.readAllBytes(classes.resolve(name)));
      out.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
      out.write(("com.example.doors." + type).getBytes(StandardCharsets.UTF_8));
    }
  }

  private Terminal.Answer check(String extensions) {
    return check(extensions, "");
  }

  private Terminal.Answer check(String extensions, String more) {
    House.write(folder, "people.yaml", House.people(Map.of()));
    Path file = House.write(folder, "deskhand.yaml", "extensions: " + extensions + "\n" + more);
    return new Terminal(folder.resolve("home")).call("check", "--config", file.toString());
  }

  @Test
  void an_action_of_a_jar_beside_the_configuration_does_a_runs_work() throws IOException {
    jar("doors.jar", "Closing", CLOSING.formatted("Closing", "door.close"));
    Path log = folder.resolve("doors.log");
    var extras =
        new ServedCompany.Extras(
            "  front: { kind: door, log: \"" + log + "\" }\nextensions: [extensions]\n",
            Map.of(),
            ProcessBuilder.Redirect.INHERIT);
    Map<String, String> operator =
        Map.of("close-door.runbook.yaml", RUNBOOK, "close-door.cedar", POLICIES);

    try (ServedCompany company = new ServedCompany(folder, operator, extras)) {
      company.play(
          """
          - elena says: /desk run close-door
          - elena sees: The door is closed.
          """);
    }

    assertThat(log).hasContent("cellar");
  }

  @Test
  void what_is_wrong_with_jars_is_told_with_its_place() throws IOException {
    House.write(folder, "torn.jar", "PK and no more");
    jar("again.jar", "Again", CLOSING.formatted("Again", "http.get"));
    jar("hidden.jar", "Hidden", CLOSING.formatted("Hidden", "b").replace("public final", "final"));

    Terminal.Answer answer = check("[torn.jar, none.jar, extensions]");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text())
        .containsPattern("deskhand\\.yaml:1:14: 'extensions': expected a jar .*torn\\.jar")
        .containsPattern("deskhand\\.yaml:1:24: 'extensions': expected a jar .*none\\.jar")
        .containsPattern(
            "deskhand\\.yaml:1:\\d+: 'extensions': .*HttpGet and com\\.example\\.doors\\.Again both"
                + " call themselves 'http\\.get'")
        .containsPattern("deskhand\\.yaml:1:\\d+: 'extensions': .*com\\.example\\.doors\\.Hidden")
        .doesNotContain("\tat ");
  }

  @Test
  void a_store_of_secrets_of_a_jar_opens_what_the_configuration_refers_to() throws IOException {
    String slack =
        """
        secrets: { drawer: { key: one } }
        slack: { team: T0ACME, signing-secret: "drawer:a", bot-token: "drawer:b" }
        """;

    assertThat(check("[]", slack).text()).contains("drawer");

    jar("drawer.jar", "Drawer", DRAWER.formatted("Drawer", "drawer"), SecretStore.class);
    assertThat(check("[extensions]", slack).text()).doesNotContain("drawer");

    jar("vault.jar", "Other", DRAWER.formatted("Other", "vault"), SecretStore.class);
    assertThat(check("[extensions]", slack).text())
        .containsPattern("deskhand\\.yaml:1:\\d+: 'extensions': .*both call themselves 'vault'");
  }

  @Test
  void a_folder_without_jars_is_no_problem() throws IOException {
    Files.createDirectories(folder.resolve("extensions"));

    assertThat(check("[extensions]").text()).doesNotContain("'extensions'");
  }
}

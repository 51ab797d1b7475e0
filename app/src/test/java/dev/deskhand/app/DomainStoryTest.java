package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.actions.ldap.SambaCompany;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped runbooks about accounts, as they are, on a domain of Active Directory that Samba
 * serves: only the targets differ from those of the practice company.
 */
final class DomainStoryTest {
  private static final AtomicReference<@Nullable SambaCompany> DOMAIN = new AtomicReference<>();

  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path folder) {
    SambaCompany.require();
    DOMAIN.set(SambaCompany.start(folder));
  }

  @AfterAll
  static void close() {
    SambaCompany domain = DOMAIN.get();
    if (domain != null) {
      domain.close();
    }
  }

  /** Every shipped story of a runbook that changes the directory. */
  static Stream<Path> stories() throws IOException {
    Path catalogue = Repository.root().resolve("runbooks/catalog");
    List<String> runbooks =
        List.of(
            "new-joiner",
            "leaver",
            "unlock-account",
            "unlock-again",
            "unlock-locked-account",
            "reset-password",
            "add-to-group",
            "remove-from-group",
            "temporary-access",
            "software-request");
    try (Stream<Path> all = Files.list(catalogue)) {
      return all
          .filter(file -> file.toString().endsWith(".story.yaml"))
          .filter(file -> runbooks.stream().anyMatch(file.getFileName().toString()::startsWith))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void every_runbook_that_changes_the_directory_has_a_story_here() throws IOException {
    Path catalogue = Repository.root().resolve("runbooks/catalog");
    List<String> played = stories().map(file -> file.getFileName().toString()).toList();
    try (Stream<Path> all = Files.list(catalogue)) {
      assertThat(all.filter(file -> file.toString().endsWith(".runbook.yaml")))
          .filteredOn(file -> text(file).contains("action: ldap."))
          .extracting(file -> file.getFileName().toString().replace(".runbook", ".story"))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(played).contains(name));
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void a_shipped_story_goes_in_a_domain_as_it_is_written(Path story) throws IOException {
    try (House house = house()) {
      house.playFile(story);
    }
  }

  @Test
  void a_leaver_whose_groups_can_not_be_changed_keeps_the_account() {
    try (House house = house()) {
      house.play(
          """
          - elena opens a ticket:
              subject: Last day of Bob
              description: His last day is Friday.
          - elena says: /desk run leaver account=bob groups=staff,no-such-group ticket=builtin-1
          - grace presses: Approve
          - elena sees: what was begun has been taken back
          - the world: account bob is enabled
          - the world: bob is in group staff
          """);
    }
  }

  @Test
  void access_for_a_while_ends_when_its_run_is_cancelled() {
    try (House house = house()) {
      house.play(
          """
          - elena says: /desk run temporary-access account=bob group=finance duration=1h
          - grace presses: Approve
          - the world: bob is in group finance
          - elena says: cancel that
          - the world: bob is not in group finance
          """);
    }
  }

  /** What nobody has read by then, nobody is shown: the owner alone is, once. */
  @Test
  void the_password_that_its_owner_is_shown_lets_them_in() throws Exception {
    try (House house = house();
        SignedIn page =
            new SignedIn(
                house.deskhand().address(), house.deskhand().loginLink(new PersonId("ada")))) {
      house.play(
          """
          - elena says: /desk run reset-password account=ada
          - grace presses: Approve
          - ada sees: open /secrets/
          - elena sees: The password has been reset.
          - the world: account ada is unlocked
          """);
      Matcher token = Pattern.compile("/secrets/([\\w-]+)").matcher(page.chatUntil("/secrets/"));
      assertThat(token.find()).isTrue();
      String password = page.secret(token.group(1));

      assertThat(domain().signsIn("ada", password)).isTrue();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private House house() {
    domain().reset();
    House.write(folder, "domain", domain().password());
    return House.openElsewhere(
        folder,
        targets -> targets.stream().map(DomainStoryTest::inDomain).toList(),
        practice -> new DomainWorld(domain(), practice));
  }

  private static Target inDomain(Target target) {
    if (!target.kind().equals("ldap")) {
      return target;
    }
    Map<String, String> settings = new HashMap<>(domain().settings());
    settings.put("password", "file:domain");
    if (target.name().equals("company-people")) {
      settings.put("base-dn", domain().people());
    }
    return new Target(target.name(), target.kind(), settings);
  }

  private static SambaCompany domain() {
    SambaCompany domain = DOMAIN.get();
    if (domain == null) {
      throw new IllegalStateException("start() comes first");
    }
    return domain;
  }
}

package dev.deskhand.web;

import static dev.deskhand.web.ChatServer.MIA;
import static dev.deskhand.web.ChatServer.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PeopleWithRoles;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.permissions.RoleClaim;
import dev.deskhand.permissions.SignInRoles;
import dev.deskhand.permissions.SignIns;
import dev.deskhand.web.oidc.OidcSettings;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an issuer says of people gives them roles, for a while. */
final class OidcRolesTest {
  private static final Duration KEEP = Duration.ofHours(2);
  private static final Role SUPPORT = new Role("it-support");
  private static final RoleClaim CLAIM =
      new RoleClaim("realm_access.roles", KEEP, Map.of("helpdesk", Set.of(SUPPORT)));

  @TempDir private Path data;
  private final SignedIssuer issuer = new SignedIssuer();
  private ChatServer server;
  private IdentityDirectory people;

  @BeforeEach
  void start() {
    server =
        ChatServer.start(
            data,
            new OidcSettings(
                "Acme ID",
                issuer.address,
                SignedIssuer.CLIENT,
                SignedIssuer.SECRET,
                Duration.ofHours(8),
                Optional.of(CLAIM)));
    people = people(CLAIM);
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  private IdentityDirectory people(RoleClaim claim) {
    return new PeopleWithRoles(
        server.people,
        new SignInRoles(
            new SignIns(server.store, server.clock), server.people, claim, server.clock));
  }

  private Set<Role> roles() {
    return people.principal(TENANT, MIA).orElseThrow().roles();
  }

  /** Signs Mia in, of whom the issuer says this; gives the session's cookie. */
  private String signIn(String claim, @Nullable Object value) {
    issuer.mint(
        (it, good) ->
            SignedIssuer.signed(it, new JWTClaimsSet.Builder(good).claim(claim, value).build()));
    HttpResponse<String> away = server.get("/login/oidc", "");
    URI sentTo = URI.create(away.headers().firstValue("Location").orElseThrow());
    String intent = away.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    HttpResponse<String> answer =
        server.get("/login/oidc/callback?" + issuer.signIn(sentTo), intent);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("deskhand="))
        .findFirst()
        .orElseThrow()
        .split(";", 2)[0];
  }

  private String signInWith(String... values) {
    return signIn("realm_access", Map.of("roles", Arrays.asList(values)));
  }

  @Test
  void a_value_that_is_configured_gives_its_roles_and_no_other_does() {
    signInWith("helpdesk", "admin", "it-support", "sre");

    assertThat(roles()).containsExactly(SUPPORT);
    assertThat(people.holders(TENANT, SUPPORT)).extracting(Principal::id).containsExactly(MIA);
    assertThat(people.holders(TENANT, new Role("sre"))).isEmpty();
    assertThat(server.store.audit(TENANT, 0, 10).getLast().entry().consequence().impact())
        .contains("[helpdesk]");
  }

  @Test
  void what_the_next_sign_in_does_not_say_is_taken_back() {
    signInWith("helpdesk");
    signInWith("other");
    assertThat(roles()).isEmpty();

    signInWith("helpdesk");
    signIn("unrelated", "text");
    assertThat(roles()).isEmpty();
  }

  @Test
  void it_counts_for_its_time() {
    signInWith("helpdesk");
    server.clock.pass(KEEP.minusSeconds(1));
    assertThat(roles()).containsExactly(SUPPORT);

    server.clock.pass(Duration.ofSeconds(1));
    assertThat(roles()).isEmpty();
  }

  @Test
  void signing_out_ends_it() {
    String session = signInWith("helpdesk");
    server.post("/logout", session, "");

    assertThat(roles()).isEmpty();
  }

  @Test
  void what_is_not_configured_any_more_gives_nothing() {
    signInWith("helpdesk");

    people = people(new RoleClaim("groups", KEEP, Map.of("desk", Set.of(SUPPORT))));

    assertThat(roles()).isEmpty();
  }

  @Test
  void whoever_the_directory_does_not_know_any_more_gets_nothing() {
    signInWith("helpdesk");
    server.people.remove(MIA);

    assertThat(people.principal(TENANT, MIA)).isEmpty();
    assertThat(people.holders(TENANT, SUPPORT)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void a_claim_of_a_wrong_type_gives_nothing(String claim, @Nullable Object value) {
    signInWith("helpdesk");
    signIn(claim, value);

    assertThat(roles()).isEmpty();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("realm_access", "helpdesk"),
        Arguments.of("realm_access", List.of("helpdesk")),
        Arguments.of("realm_access", Map.of("roles", "helpdesk")),
        Arguments.of("realm_access", Map.of("roles", Map.of("helpdesk", true))),
        Arguments.of("realm_access", Map.of("roles", List.of("helpdesk", 7))),
        Arguments.of("realm_access", Map.of("roles", List.of(List.of("helpdesk")))),
        Arguments.of("realm_access", Map.of("roles", 1)),
        Arguments.of("roles", List.of("helpdesk")),
        Arguments.of("realm_access.roles", "helpdesk"));
  }

  @Test
  void a_claim_whose_own_name_has_dots_is_read() {
    signIn("realm_access.roles", List.of("helpdesk"));

    assertThat(roles()).containsExactly(SUPPORT);
  }
}

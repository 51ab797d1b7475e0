package dev.deskhand.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.permissions.Role;
import dev.deskhand.permissions.RoleClaim;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People sign in to the chat page at a real Keycloak. */
final class KeycloakTest {
  private static final String ADA = "11111111-0000-4000-8000-0000000000ad";
  private static final String BOB = "11111111-0000-4000-8000-0000000000b0";
  private static final String GROUP = "22222222-0000-4000-8000-000000000001";
  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final Pattern NOTE = Pattern.compile("name=\"note\" value=\"([^\"]+)\"");

  @TempDir private static Path data;
  private static Keycloak keycloak;
  private static House house;

  @BeforeAll
  static void open() throws Exception {
    keycloak = Keycloak.start(data.resolve("keycloak.log"));
    keycloak.realm(realm());
    House.write(data, "client-secret", Keycloak.SECRET);
    Settings.Oidc oidc =
        new Settings.Oidc(
            "Keycloak",
            keycloak.issuer("desk"),
            Keycloak.CLIENT,
            "file:client-secret",
            Duration.ofHours(8),
            Optional.of(
                new RoleClaim(
                    "desk.groups",
                    Duration.ofHours(1),
                    Map.of("helpdesk", Set.of(new Role("it-support"))))));
    house =
        House.open(
            data,
            new Doors(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(oidc),
                Optional.empty()),
            Map.of("ada", account(ADA)));
  }

  @AfterAll
  static void close() {
    if (house != null) {
      house.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  private static String realm() {
    return """
    {"realm": "desk", "enabled": true, "sslRequired": "none",
     "clients": [{"clientId": "%s", "secret": "%s", "redirectUris": ["http://127.0.0.1:0/*"],
       "attributes": {"pkce.code.challenge.method": "S256"},
       "protocolMappers": [{"name": "groups", "protocol": "openid-connect",
         "protocolMapper": "oidc-group-membership-mapper",
         "config": {"claim.name": "desk.groups", "full.path": "false",
           "id.token.claim": "true"}}]}],
     "groups": [{"id": "%s", "name": "helpdesk"}, {"name": "it-support"}],
     "users": [
       {"id": "%s", "username": "ada.byron", "enabled": true,
        "groups": ["/helpdesk", "/it-support"], "email": "bob@example.test",
        "emailVerified": true, "firstName": "Ada", "lastName": "Byron",
        "credentials": [{"type": "password", "value": "first"}]},
       {"id": "%s", "username": "ada", "enabled": true, "email": "ada@example.test",
        "emailVerified": true, "firstName": "Bob", "lastName": "Berg",
        "credentials": [{"type": "password", "value": "second"}]}]}
    """
        .formatted(Keycloak.CLIENT, Keycloak.SECRET, GROUP, ADA, BOB);
  }

  private static String account(String subject) {
    return "oidc:127.0.0.1%3A" + keycloak.issuer("desk").getPort() + "/realms/desk:" + subject;
  }

  /** A browser that keeps cookies and follows nobody by itself. */
  private static final class Browser {
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new Jar()).build();

    /** As browsers do on 127.0.0.1, it sends cookies that are for TLS along without it. */
    private static final class Jar extends CookieHandler {
      private final Map<Integer, Map<String, String>> byPort = new ConcurrentHashMap<>();

      @Override
      public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
        Map<String, String> known = byPort.getOrDefault(uri.getPort(), Map.of());
        return known.isEmpty()
            ? Map.of()
            : Map.of("Cookie", List.of(String.join("; ", known.values())));
      }

      @Override
      public void put(URI uri, Map<String, List<String>> headers) {
        headers.forEach(
            (name, values) -> {
              if (name.equalsIgnoreCase("Set-Cookie")) {
                values.forEach(
                    value ->
                        byPort
                            .computeIfAbsent(uri.getPort(), _ -> new ConcurrentHashMap<>())
                            .put(value.split("=", 2)[0], value.split(";", 2)[0]));
              }
            });
      }
    }

    HttpResponse<String> get(URI address) throws IOException, InterruptedException {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(URI address, String form) throws IOException, InterruptedException {
      return http.send(
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Origin", house.deskhand().address().toString())
              .POST(BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.ofString());
    }

    /** Signs in at Keycloak, and comes back to us with its answer. */
    HttpResponse<String> signIn(String user, String password)
        throws IOException, InterruptedException {
      return signIn("/login/oidc", user, password);
    }

    HttpResponse<String> signIn(String link, String user, String password)
        throws IOException, InterruptedException {
      HttpResponse<String> page = get(location(get(house.at(link))));
      Matcher form = FORM.matcher(page.body());
      assertThat(form.find()).as(page.body()).isTrue();
      URI action = URI.create(form.group(1).replace("&amp;", "&"));
      URI back = location(post(action, "username=" + user + "&password=" + password));
      return get(house.at(back.getRawPath() + "?" + back.getRawQuery()));
    }

    private static URI location(HttpResponse<String> answer) {
      return URI.create(
          answer
              .headers()
              .firstValue("Location")
              .orElseThrow(() -> new AssertionError(answer.statusCode() + answer.body())));
    }

    String me() throws IOException, InterruptedException {
      return get(house.at("/api/me")).body();
    }
  }

  @Test
  void whoever_the_people_file_knows_by_their_subject_is_signed_in_and_out() throws Exception {
    Browser browser = new Browser();

    HttpResponse<String> answer = browser.signIn("ada.byron", "first");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(browser.me()).contains("\"person\":\"ada\"");

    HttpResponse<String> out = browser.post(house.at("/logout"), "");
    assertThat(out.body()).contains("Sign out there, too", "/protocol/openid-connect/logout?");
    assertThat(browser.get(house.at("/api/me")).statusCode()).isEqualTo(401);
  }

  @Test
  void whoever_wanted_a_page_comes_back_to_it() throws Exception {
    HttpResponse<String> answer =
        new Browser().signIn("/login/oidc?to=%2Frequests%3Fx%3D1%262", "ada.byron", "first");

    assertThat(answer.body()).contains("content=\"0;url=/requests?x=1&amp;2\"");
  }

  @Test
  void a_name_or_address_of_somebody_else_makes_nobody_known_but_a_code_does() throws Exception {
    keycloak.putInto("desk", BOB, GROUP);
    Browser browser = new Browser();

    HttpResponse<String> stranger = browser.signIn("ada", "second");

    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.body()).contains("I don't know you yet", BOB);
    assertThat(browser.get(house.at("/api/me")).statusCode()).isEqualTo(401);
    Matcher note = NOTE.matcher(stranger.body());
    assertThat(note.find()).isTrue();

    HttpResponse<String> wrong = link(browser, note.group(1), "0000-0000-0000");
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).contains("That code is wrong");
    HttpResponse<String> linked = link(browser, note.group(1), house.linkCode("bob"));
    assertThat(linked.statusCode()).as(linked.body()).isEqualTo(200);
    assertThat(browser.me()).contains("\"person\":\"bob\"");
    assertThat(maySupport("bob")).as("by the group").isTrue();

    keycloak.takeOut("desk", BOB, GROUP);
    Browser another = new Browser();
    assertThat(another.signIn("ada", "second").statusCode()).isEqualTo(200);
    assertThat(another.me()).contains("\"person\":\"bob\"");
    assertThat(maySupport("bob")).as("by the group").isFalse();
  }

  @Test
  void a_group_of_keycloak_gives_its_role_until_a_sign_in_without_it() throws Exception {
    assertThat(maySupport("ada")).isFalse();

    new Browser().signIn("ada.byron", "first");
    assertThat(maySupport("ada")).isTrue();
    assertThat(maySupport("bob")).isFalse();

    keycloak.takeOut("desk", ADA, GROUP);
    new Browser().signIn("ada.byron", "first");
    assertThat(maySupport("ada")).isFalse();
  }

  /** Whether the policies would let somebody ask for a service's restart. */
  private static boolean maySupport(String person) throws IOException, InterruptedException {
    return house.plan(person).contains("needs-approval");
  }

  private static HttpResponse<String> link(Browser browser, String note, String code)
      throws IOException, InterruptedException {
    return browser.post(
        house.at("/login/oidc/link"), "note=" + URLEncoder.encode(note, UTF_8) + "&code=" + code);
  }
}

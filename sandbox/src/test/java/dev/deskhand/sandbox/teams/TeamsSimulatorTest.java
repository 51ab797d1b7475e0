package dev.deskhand.sandbox.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.sandbox.teams.TeamsSimulator.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the practice Bot Connector takes, and what it refuses. */
final class TeamsSimulatorTest {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final String GROUP = "19:practice@thread.v2";

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final TeamsSimulator teams = TeamsSimulator.start(0, now::get);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    teams.close();
  }

  private HttpResponse<String> send(URI to, String type, String body, String token)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(to)
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> login(String secret) throws IOException, InterruptedException {
    return send(
        teams.login(),
        "application/x-www-form-urlencoded",
        "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
            .formatted(TeamsSimulator.APP, secret, "https%3A%2F%2Fapi.botframework.com%2F.default"),
        "none");
  }

  private HttpResponse<String> post(String conversation, String activity)
      throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(login(teams.password()).body());
    assertThat(token.find()).isTrue();
    return send(
        teams.service().resolve("v3/conversations/" + conversation + "/activities"),
        "application/json",
        activity,
        token.group(1));
  }

  private HttpResponse<String> card(String body) throws IOException, InterruptedException {
    return post(GROUP, attached("[" + body + "]"));
  }

  private static String attached(String body) {
    return """
    {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",\
    "content":{"type":"AdaptiveCard","version":"1.5","body":%s}}]}\
    """
        .formatted(body);
  }

  private static String text(String words) {
    return "{\"type\":\"TextBlock\",\"text\":\"" + words + "\"}";
  }

  private static String execute(String rest) {
    return "{\"type\":\"Action.Execute\",\"title\":\"Press\",\"data\":{}" + rest + "}";
  }

  private static String set(String... actions) {
    return "{\"type\":\"ActionSet\",\"actions\":[" + String.join(",", actions) + "]}";
  }

  @Test
  void whoever_shows_no_token_of_its_login_is_refused() throws Exception {
    assertThat(login("another").statusCode()).isEqualTo(401);
    URI there = teams.service().resolve("v3/conversations/" + GROUP + "/activities");

    assertThat(send(there, "application/json", "{}", "made-up").statusCode()).isEqualTo(401);
    assertThat(post(GROUP, "{\"type\":\"message\",\"text\":\"hi\"}").statusCode()).isEqualTo(201);
    assertThat(teams.messages()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "[]",
        "{\"type\":\"message\"}",
        "{\"type\":\"event\",\"text\":\"x\"}",
        "{\"type\":\"message\",\"text\":\"x\",\"colour\":\"red\"}",
        "{\"type\":\"message\",\"attachments\":[{\"contentType\":\"text/html\",\"content\":\"x\"}]}"
      })
  void what_is_no_message_is_refused(String activity) throws Exception {
    assertThat(post(GROUP, activity).statusCode()).isEqualTo(400);
    assertThat(teams.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"type":"Mystery"}                                             | an element of type
          {"type":"TextBlock","text":"x","colour":"red"}                 | unknown colour
          {"type":"TextBlock","text":""}                                 | text is missing
          {"type":"TextBlock","text":"x","spacing":"Wide"}               | spacing
          {"type":"Input.Text","id":"a"}                                 | label is missing
          {"type":"Input.Text","id":"a","label":"A","isRequired":true}   | no errorMessage
          {"type":"Input.ChoiceSet","id":"a","label":"A","choices":[{"title":"x"}]} | value is missing
          {"type":"Input.ChoiceSet","id":"a","label":"A","choices.data":{"type":"Data.Query"}} | dataset
          {"type":"Image","url":"http://a.example/x.png","altText":"x"}  | nobody can fetch
          {"type":"Image","url":"https://a.example/x.png"}               | altText
          {"type":"ActionSet","actions":[]}                              | actions is empty
          {"type":"ActionSet","actions":[{"type":"Action.OpenUrl","title":"x","data":{}}]} | action.type
          {"type":"ActionSet","actions":[{"type":"Action.Submit","title":"x"}]} | data is no object
          """)
  void what_is_wrong_on_a_card_is_refused_and_named(String element, String why) throws Exception {
    HttpResponse<String> answer = card(element);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(why);
  }

  @Test
  void limits_hold_to_the_byte_and_to_the_button() throws Exception {
    String six = set(execute(""), execute(""), execute(""), execute(""), execute(""), execute(""));
    int around = attached("[" + text("") + "]").length() - attached("").length();
    int envelope =
        "{\"type\":\"AdaptiveCard\",\"version\":\"1.5\",\"body\":[]}".length() + around - 2;

    assertThat(card(six).statusCode()).isEqualTo(201);
    assertThat(card(six.replace("]}", "," + execute("") + "]}")).statusCode()).isEqualTo(400);
    assertThat(card(text("x".repeat(28 * 1024 - envelope))).statusCode()).isEqualTo(201);
    assertThat(card(text("x".repeat(28 * 1024 - envelope + 1))).body()).contains("28 KB");
    assertThat(post(GROUP, attached("[]")).body()).contains("no body");
  }

  @Test
  void a_conversation_that_is_spoken_in_too_fast_is_paused_and_no_other() throws Exception {
    String hi = "{\"type\":\"message\",\"text\":\"hi\"}";
    teams.limit(Call.POST, Duration.ofSeconds(5));

    assertThat(post(GROUP, hi).statusCode()).isEqualTo(201);
    HttpResponse<String> refused = post(GROUP, hi);
    assertThat(post("19:other@thread.v2", hi).statusCode()).isEqualTo(201);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("5");
    now.set(Instant.EPOCH.plusSeconds(2));
    assertThat(post(GROUP, hi).statusCode()).isEqualTo(429);
    assertThat(teams.limits().impatient()).isEqualTo(1);
    now.set(Instant.EPOCH.plusSeconds(10));
    assertThat(post(GROUP, hi).statusCode()).isEqualTo(201);
    assertThat(teams.limits().refusals()).isEqualTo(2);
  }
}

package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.ConsoleTokens;
import dev.deskhand.web.LoginKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is sent five times at once to the portal or over the interface for programs has one effect,
 * and each of the five hears what came of theirs. That it is so in chat is in {@link DoorsTest}.
 */
final class AtOnceTest {
  private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
  private static final Pattern DIGEST = Pattern.compile("name=\"digest\" value=\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"(r-[0-9a-f]{20})\"");
  private static final Pattern TOO_LATE =
      Pattern.compile("That question is answered already|[Ii]t has ended|no such request");
  private static final List<String> APPROVERS = DoorsHouse.approvers("chat");
  private static final String START =
      """
      {"id": "once", "runbook": "restart-service",
       "inputs": {"host": "vpn-gw-1", "service": "vpn-gateway"}}
      """;

  @TempDir private Path data;
  private DoorsHouse doors;
  private HttpClient program;

  @BeforeEach
  void open() {
    doors = new DoorsHouse(data, DoorsHouse.Way.HTTP, InstantSource.system());
    program = HttpClient.newHttpClient();
  }

  @AfterEach
  void close() {
    program.close();
    doors.close();
  }

  /** Somebody's program, which shows a token of theirs. */
  private HttpResponse<String> call(String person, String path, String body) {
    ConsoleTokens tokens = new ConsoleTokens(LoginKey.in(data), InstantSource.system());
    HttpRequest request =
        HttpRequest.newBuilder(doors.house.at(path))
            .header("Authorization", tokens.header(TenantId.DEFAULT, new PersonId(person)))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return program.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What each of the approvers is answered, all at once. */
  private static List<HttpResponse<String>> together(Function<String, HttpResponse<String>> sending)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<HttpResponse<String>>> all =
          APPROVERS.stream()
              .map(it -> (Callable<HttpResponse<String>>) () -> sending.apply(it))
              .toList();
      return threads.invokeAll(all).stream().map(Future::resultNow).toList();
    }
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private long restarts() {
    return doors.house.sandbox().host().restarts("vpn-gateway");
  }

  private String started() {
    return found(ID, call("elena", "/api/v1/runs", START).body());
  }

  /** Whoever is in time hears that it is noted, and each of the others why theirs is not. */
  private void assertDoneOnce(List<HttpResponse<String>> answers, int noted) {
    assertThat(answers).anyMatch(it -> it.statusCode() == noted);
    assertThat(answers)
        .filteredOn(it -> it.statusCode() != noted)
        .allSatisfy(it -> assertThat(it.statusCode()).isBetween(400, 499))
        .allSatisfy(it -> assertThat(it.body()).containsPattern(TOO_LATE));
    Await.until("it is restarted", () -> restarts() > 0);
    Await.until(
        "the run has ended",
        () -> doors.browsers.get("elena", "/requests").body().contains("succeeded"));
    assertThat(restarts()).isEqualTo(1);
  }

  @Test
  void a_form_of_the_portal_is_one_request() throws Exception {
    String page = "/catalogue/restart-a-service";
    String form = found(FORM, doors.browsers.get("elena", page).body());
    Map<String, String> filled = Map.of("form", form, "host", "vpn-gw-1", "service", "vpn-gateway");

    List<String> places =
        together(_ -> doors.browsers.post("elena", page, filled)).stream()
            .map(PlainBrowsers::location)
            .distinct()
            .toList();

    assertThat(places).hasSize(1);
    String requests = doors.browsers.get("elena", "/requests").body();
    assertThat(requests.split("href=\"/requests/r-", -1)).hasSize(2);
    assertThat(requests).contains(places.getFirst());
  }

  @Test
  void a_start_by_a_program_is_one_run() throws Exception {
    List<HttpResponse<String>> answers = together(_ -> call("elena", "/api/v1/runs", START));

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
    assertThat(answers.stream().map(it -> found(ID, it.body())).distinct()).hasSize(1);
    assertThat(Stream.of(doors.browsers.get("elena", "/requests").body().split("<li>", -1)))
        .filteredOn(it -> it.contains("href=\"/requests/r-"))
        .hasSize(1);
  }

  @Test
  void a_start_by_a_program_for_something_else_is_a_conflict() {
    call("elena", "/api/v1/runs", START);

    HttpResponse<String> other =
        call("elena", "/api/v1/runs", START.replace("vpn-gw-1", "vpn-gw-2"));

    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("another-start", "with an id of its own");
  }

  @Test
  void an_approval_on_the_portal_is_done_once() throws Exception {
    String run = started();
    String digest = found(DIGEST, doors.browsers.get("chat1", "/approvals").body());
    APPROVERS.forEach(it -> assertThat(doors.browsers.get(it, "/approvals").body()).contains(run));

    List<HttpResponse<String>> answers =
        together(
            it ->
                doors.browsers.post(
                    it, "/approvals/" + run, Map.of("say", "approve", "digest", digest)));

    assertDoneOnce(answers, 303);
    APPROVERS.forEach(
        it -> assertThat(doors.browsers.get(it, "/approvals").body()).doesNotContain(run));
  }

  @Test
  void an_approval_by_programs_is_done_once() throws Exception {
    String run = started();

    assertDoneOnce(together(it -> call(it, "/api/v1/runs/" + run + "/approve", "{}")), 200);
  }
}

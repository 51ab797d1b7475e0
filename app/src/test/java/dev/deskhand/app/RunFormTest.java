package dev.deskhand.app;

import static dev.deskhand.app.PlainBrowsers.location;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run asks for in its middle, answered on the portal. */
final class RunFormTest {
  private static final Map<String, String> WISHES = Map.of("screen", "large", "chairs", "2");
  private static final Map<String, String> SHELF = Map.of("shelf", "B 7");

  @TempDir private static Path data;
  private static Demo demo;
  private static PlainBrowsers browsers;

  @BeforeAll
  static void open() {
    demo = Demo.start(0, Shipped.lendModels(data), Equipping.catalogue(data));
    browsers = new PlainBrowsers(demo.deskhand());
  }

  @AfterAll
  static void close() {
    browsers.close();
    demo.close();
    Shipped.keepModels(data);
  }

  /** A run of ada's, once it asks for what she needs. */
  private static String begun() {
    String run =
        location(
            browsers.post(
                "ada", "/catalogue/equip-a-desk", Map.of("form", UUID.randomUUID().toString())));
    Await.until("the question", () -> page("ada", run).contains(form(run, "wishes")));
    return run;
  }

  private static String page(String person, String path) {
    return browsers.get(person, path).body();
  }

  private static String form(String run, String step) {
    return run + "/form?step=" + step;
  }

  private static HttpResponse<String> send(
      String person, String run, String step, Map<String, String> values) {
    return browsers.post(person, form(run, step), values);
  }

  private static String shown(String run) {
    return page("ada", run);
  }

  @Test
  void its_requester_fills_in_the_first_form_and_the_support_the_second() {
    String run = begun();
    assertThat(page("ada", form(run, "wishes")))
        .contains("Which screen?", "<select", "How many chairs?", "inputmode=\"numeric\"");

    assertThat(location(send("ada", run, "wishes", WISHES))).isEqualTo(run);
    Await.until("the support", () -> page("elena", "/approvals").contains(form(run, "shelf")));
    assertThat(page("elena", "/approvals")).contains("Equip a desk", "asked by ada");
    location(send("elena", run, "shelf", SHELF));

    Await.until("the end", () -> shown(run).contains("Your desk is equipped."));
    assertThat(page("elena", "/approvals")).doesNotContain(run);
  }

  @Test
  void what_does_not_fit_is_said_in_the_form_and_nothing_is_lost() {
    String run = begun();

    HttpResponse<String> unfit =
        send("ada", run, "wishes", Map.of("screen", "huge", "chairs", "<b>two</b>"));

    assertThat(unfit.statusCode()).isEqualTo(422);
    assertThat(unfit.body())
        .contains("aria-invalid=\"true\"", "expected one of small, large")
        .contains("&lt;b&gt;two&lt;/b&gt;")
        .doesNotContain("<b>two");
    assertThat(shown(run)).contains(form(run, "wishes"));
  }

  @Test
  void an_answer_of_a_hundred_thousand_characters_stays_in_the_form_and_one_that_fits_counts() {
    String run = begun();
    location(send("ada", run, "wishes", WISHES));
    Await.until("the support", () -> page("elena", "/approvals").contains(form(run, "shelf")));
    String text = "é".repeat(100_000);

    HttpResponse<String> tooLong = send("elena", run, "shelf", Map.of("shelf", text));

    assertThat(tooLong.statusCode()).isEqualTo(422);
    assertThat(tooLong.body())
        .contains("expected at most 10,000 characters, found 100000")
        .contains("value=\"" + text + "\"");
    assertThat(shown(run)).doesNotContain("Your desk is equipped.");
    location(send("elena", run, "shelf", Map.of("shelf", "é".repeat(10_000))));
    Await.until("the end", () -> shown(run).contains("Your desk is equipped."));
  }

  @Test
  void a_form_that_is_sent_five_times_at_once_is_one_answer() throws Exception {
    String run = begun();
    List<Callable<HttpResponse<String>>> sendings =
        Stream.<Callable<HttpResponse<String>>>generate(
                () -> () -> send("ada", run, "wishes", WISHES))
            .limit(5)
            .toList();

    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : together.invokeAll(sendings)) {
        assertThat(location(answer.get())).isEqualTo(run);
      }
    }

    Await.until("the support", () -> page("elena", "/approvals").contains(form(run, "shelf")));
    location(send("elena", run, "shelf", SHELF));
    assertThat(location(send("elena", run, "shelf", Map.of("shelf", "A 1")))).isNotEmpty();
    Await.until("the end", () -> shown(run).contains("Your desk is equipped."));
  }

  @Test
  void nobody_else_sees_or_answers_it() {
    String run = begun();

    assertThat(browsers.get("bob", form(run, "wishes")).statusCode()).isEqualTo(404);
    assertThat(send("bob", run, "wishes", WISHES).statusCode()).isEqualTo(404);
    assertThat(send("grace", run, "wishes", WISHES).statusCode()).isNotEqualTo(200);
    assertThat(browsers.get("ada", form(run, "%27")).statusCode()).isEqualTo(404);

    assertThat(shown(run)).contains(form(run, "wishes"));
    location(send("ada", run, "wishes", WISHES));
    Await.until("the support", () -> page("elena", "/approvals").contains(form(run, "shelf")));
    assertThat(browsers.get("ada", form(run, "shelf")).statusCode()).isEqualTo(303);
    assertThat(send("ada", run, "shelf", SHELF).statusCode()).isEqualTo(303);
    assertThat(shown(run)).doesNotContain("Your desk is equipped.");
    assertThat(page("elena", "/approvals")).contains(form(run, "shelf"));
  }
}

package dev.deskhand.actions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.content.InputType;
import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.FreshSeed;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.yaml.RunbookReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a runbook writes as the body of a request keeps its shape, whatever is looked up in it. */
@ExtendWith(FreshSeed.class)
final class HttpBodyTest {
  private static final long SEED = 20_261_121;
  private static final int MOST = InputType.MAX_CHARACTERS;
  private static final String ODD =
      "\"\\/{}[]:,'`$#%<>&\u0000\u001b\n\r\t \u2028\u00e9\ud83d\ude00a1";

  private static final String RUNBOOK =
      """
      runbook: put
      title: Put
      risk: low
      inputs:
        name: { type: string, question: What? }
      steps:
        - id: put
          title: Put it
          action: http.put
          target: things
          effect: idempotent
          with:
            path: /things/ada
            %s
      tell: { succeeded: Yes., failed: No. }
      """;

  private static final String STRUCTURE =
      """
      json:
              name: "{{ inputs.name }}"
              "a/b[0]~#c": { said: "He said: {{ inputs.name }}!", size: 10, part: 0.50, off: false, none: }
              list: ["{{ inputs.name }}", no, [1, {}], []]
              typed: !!int "7"
      """;

  private final Things things = new Things();
  private final Problems problems = new Problems();

  @AfterEach
  void close() {
    things.close();
  }

  private Optional<Runbook> read(String with) {
    return new RunbookReader(Map.of("http.put", new HttpPut().signature()))
        .read("catalog/put.runbook.yaml", RUNBOOK.replace("%s", with), problems);
  }

  private static Call call(Runbook runbook) {
    return ((Work.Act) runbook.steps().getFirst().work()).call();
  }

  private JsonNode sent(Call call, String name) throws Exception {
    Map<String, String> arguments = new TreeMap<>();
    call.arguments()
        .forEach((key, value) -> arguments.put(key, value.render(_ -> Optional.of(name))));
    things.kept.clear();
    var _ = new HttpPut().perform(things.call(arguments));
    return things.kept.getFirst();
  }

  private static Stream<String> hostile() {
    Stream<String> made = Stream.concat(made(SEED), made(FreshSeed.SEED));
    return Stream.concat(
        Stream.of("\"", "\\", "\", \"admin\": true, \"x\": \"", "{{ inputs.name }}", "", "null"),
        Stream.concat(HostileValues.all(), made));
  }

  private static Stream<String> made(long seed) {
    Random random = new Random(seed);
    return Stream.generate(
            () -> {
              StringBuilder text = new StringBuilder();
              int length = random.nextInt(40);
              for (int i = 0; i < length; i++) {
                text.append(ODD.charAt(random.nextInt(ODD.length())));
              }
              return text.toString();
            })
        .filter(HttpBodyTest::isText)
        .limit(100);
  }

  /** No half of a pair: UTF-8 has no place for it. */
  private static boolean isText(String text) {
    return text.codePoints().noneMatch(it -> it >= 0xd800 && it <= 0xdfff);
  }

  @Test
  void a_value_stays_one_value_whatever_it_holds() throws Exception {
    Call call = call(read(STRUCTURE).orElseThrow(() -> new AssertionError(problems.all())));

    for (String value :
        hostile().filter(HttpBodyTest::isText).filter(it -> it.length() < MOST).toList()) {
      Map<String, Object> expected =
          new TreeMap<>(
              Map.of("name", value, "list", List.of(value, "no", List.of(1, Map.of()), List.of())));
      expected.put("typed", 7);

      JsonNode sent = sent(call, value);

      JsonNode inner = sent.get("a/b[0]~#c");
      assertThat(inner.get("said").textValue()).isEqualTo("He said: " + value + "!");
      assertThat(inner.get("size").toString()).isEqualTo("10");
      assertThat(inner.get("part").decimalValue()).isEqualByComparingTo("0.5");
      assertThat(inner.get("off").isBoolean() && inner.get("none").isNull()).isTrue();
      assertThat(sent).hasSize(4);
      ((ObjectNode) sent).remove("a/b[0]~#c");
      assertThat(sent).isEqualTo(new ObjectMapper().valueToTree(expected));
    }
  }

  @Test
  void what_people_said_in_a_form_is_no_whole_body_neither_by_a_detour() {
    String before =
        """
          - id: details
            title: Which?
            ask: { of: staff, form: { all: { type: string, question: What? } }, within: 1h }
          - id: before
            title: Look
            action: http.get
            target: things
            with: { path: /things/ada }
            output: { said: steps.details.all }
        """;
    for (String lookup : List.of("steps.details.all", "steps.before.said")) {
      Problems told = new Problems();
      String text =
          RUNBOOK
              .replace("steps:\n", "steps:\n" + before)
              .formatted("body: \"{{ " + lookup + " }}\"");
      new RunbookReader(
              Map.of("http.put", new HttpPut().signature(), "http.get", new HttpGet().signature()))
          .read("catalog/put.runbook.yaml", text, told);
      assertThat(told.all()).singleElement().asString().contains("write json:");
    }
  }

  @Test
  void a_value_in_the_middle_of_a_text_is_refused_and_told_what_to_write() {
    read("body: '{\"name\": \"{{ inputs.name }}\"}'");

    assertThat(problems.all())
        .singleElement()
        .hasToString(
            "catalog/put.runbook.yaml:14:13: 'body': what is looked up could change what the rest"
                + " of the text means: write json: { key: \"{{ … }}\" }, where a value stays a"
                + " value");
  }

  @Test
  void what_an_input_holds_is_no_body_either() {
    read("body: \"{{ inputs.name }}\"");

    assertThat(problems.all()).singleElement().asString().contains("write json:");
  }

  @Test
  void what_can_be_no_structure_is_told_with_its_place() {
    for (String with :
        List.of(
            "json: \"{{ inputs.name }}\"",
            "json: { \"{{ inputs.name }}\": a }",
            "json: { size: .inf }",
            "json: { a: \"{{ inputs.nam }}\" }",
            "json: { a: b }\n      body: '{}'")) {
      int before = problems.all().size();

      read(with);

      assertThat(problems.all()).as(with).hasSize(before + 1);
      assertThat(problems.all().getLast().toString()).startsWith("catalog/put.runbook.yaml:");
    }
  }
}

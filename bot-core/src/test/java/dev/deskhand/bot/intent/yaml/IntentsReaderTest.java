package dev.deskhand.bot.intent.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IntentsReaderTest {
  private static final Intent RESTART =
      new Intent(Intent.Kind.RUNBOOK, "restart-service", "Restart a service");
  private static final Intent VPN =
      new Intent(Intent.Kind.TREE, "vpn-not-connecting", "VPN does not connect");
  private static final List<Intent> KNOWN = List.of(RESTART, VPN);

  private final Problems problems = new Problems();

  @Test
  void sentences_are_read_with_their_slots() {
    IntentCatalogue catalogue =
        read(
            """
            version: "3.1"
            nlu:
              - intent: restart-service
                examples: |
                  - restart the service
                  - restart [nginx](service) on [web-01](host), please
                  - [spooler]{"entity": "service", "value": "cups"} hangs
                  - bounce [mail](service:mail relay)
                  - array[0] is [not] annotated
            """);

    assertThat(problems.all()).isEmpty();
    List<Example> examples = catalogue.examples().getOrDefault(RESTART, List.of());
    assertThat(examples)
        .extracting(Example::text)
        .containsExactly(
            "restart the service",
            "restart nginx on web-01, please",
            "spooler hangs",
            "bounce mail",
            "array[0] is [not] annotated");
    Example second = examples.get(1);
    assertThat(second.marks())
        .extracting(Example.Mark::slot)
        .containsExactly(new Slot("service", "nginx"), new Slot("host", "web-01"));
    assertThat(second.marks()).extracting(second::surface).containsExactly("nginx", "web-01");
    assertThat(examples.get(2).marks())
        .containsExactly(new Example.Mark(0, 7, new Slot("service", "cups")));
    assertThat(examples.get(3).marks())
        .containsExactly(new Example.Mark(7, 11, new Slot("service", "mail relay")));
  }

  @Test
  void synonyms_patterns_and_lookups_are_read() {
    IntentCatalogue catalogue =
        read(
            """
            nlu:
              - synonym: postgresql
                examples: |
                  - Postgres
              - regex: account
                examples: |
                  - [a-z]+\\.[a-z]+
              - lookup: service
                examples:
                  - nginx
                  - text: mail relay
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(catalogue.synonyms()).isEqualTo(Map.of("postgres", "postgresql"));
    assertThat(catalogue.patterns()).isEqualTo(Map.of("account", List.of("[a-z]+\\.[a-z]+")));
    assertThat(catalogue.lookups()).isEqualTo(Map.of("service", List.of("nginx", "mail relay")));
  }

  @Test
  void a_file_of_rasas_is_taken_as_it_is() {
    String file =
        """
        version: "3.1"
        pipeline: []
        nlu:
          - intent: restart_service
            metadata: { sentiment: neutral }
            examples: |
              - restart [nginx](Service) on [web-01]{"entity": "host", "role": "target"}
              - bounce [tomcat](Service)
          - intent: faq/ask_hours
            examples: |
              - when are you there
          - intent: greet
            examples: |
              - hello
          - synonym: postgresql
            examples: |
              - pg
          - regex: ticket
            examples: |
              - RT-[0-9]+
          - lookup: service
            examples: |
              - nginx
        responses:
          utter_greet:
            - text: Hello!
        rules:
          - rule: greet
            steps: []
        """;
    Intent restart = new Intent(Intent.Kind.RUNBOOK, "restart-service", "Restart a service");

    IntentCatalogue catalogue =
        IntentsReader.read(Map.of("data/nlu.yml", file), List.of(restart), problems);

    assertThat(problems.all()).isEmpty();
    List<Example> taught = catalogue.examples().getOrDefault(restart, List.of());
    assertThat(taught)
        .extracting(Example::text)
        .containsExactly("restart nginx on web-01", "bounce tomcat");
    assertThat(taught.getFirst().marks())
        .extracting(mark -> mark.slot().name())
        .containsExactly("service", "host");
    assertThat(catalogue.offTopic())
        .extracting(Example::text)
        .containsExactly("when are you there", "hello");
    assertThat(catalogue.synonyms()).containsEntry("pg", "postgresql");
    assertThat(catalogue.lookups()).containsKey("service");
    assertThat(catalogue.patterns()).containsKey("ticket");
  }

  @Test
  void every_problem_is_told_with_its_place() {
    read(
        """
        version: "3.1"
        nlu:
          - intent: restart-servce
            examples: |
              - restart it

          - intent: vpn-not-connecting
            examples: |
              - vpn down

              - no [vpn](Service)
                - the [vpn](service is down
              vpn broken
              -
          - regex: host
            examples: |
              - web-(\\d+
          - story: a
        """);

    assertThat(problems.all())
        .extracting(IntentsReaderTest::placeAndBegin)
        .containsExactly(
            "3:13 intent 'restart-servce' is neither",
            "7:13 intent 'vpn-not-connecting' has 3",
            "11:12 'Service' is no slot's",
            "12:15 an annotation is not",
            "13:7 an example begins with",
            "14:8 an example is empty:",
            "17:17 not a regular expression:",
            "18:5 an entry is one");
  }

  @Test
  void one_sentence_cannot_mean_two_intents() {
    read(
        """
        nlu:
          - intent: restart-service
            examples: |
              - a
              - b
              - c
              - d
              - the [vpn](service) is down
          - intent: vpn-not-connecting
            examples: |
              - e
              - f
              - g
              - h
              - i
              - The  VPN is down
        """);

    assertThat(problems.all())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.toString())
                    .startsWith("test.intents.yaml:16:9: 'The  VPN is down' already teaches")
                    .contains("'restart-service' at test.intents.yaml:8:9"));
  }

  @Test
  void an_unreadable_file_does_not_hide_the_next_one() {
    IntentsReader.read(
        Map.of("a.yaml", "nlu: [", "b.yaml", "nlu: text", "c.yaml", ""), KNOWN, problems);

    assertThat(problems.all())
        .extracting(problem -> problem.at().file())
        .contains("a.yaml", "b.yaml", "c.yaml");
  }

  private IntentCatalogue read(String text) {
    return IntentsReader.read(Map.of("test.intents.yaml", text), KNOWN, problems);
  }

  private static String placeAndBegin(Problem problem) {
    String[] words = problem.message().split(" ");
    int shown = Math.min(4, words.length);
    return problem.at().line()
        + ":"
        + problem.at().column()
        + " "
        + String.join(" ", List.of(words).subList(0, shown));
  }
}

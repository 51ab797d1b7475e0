package dev.deskhand.bot.intent.lu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.yaml.IntentsReader;
import dev.deskhand.bot.intent.yaml.IntentsWriter;
import dev.deskhand.content.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Utterances that were taught to another maker's parser. */
final class LuReaderTest {
  private static final String FILE =
      """
      > !# @app.name = helpdesk
      > a comment
      [other](./other.lu)
      @ prebuilt number
      @ ml host
      # RestartService
      - restart the service
      - restart {@service=nginx} on {@host=web-01}
      * bounce {service:target=tomcat}
      - stop {service={kind=mail} relay} \\{now\\}
      - restart {@service}
      ## unlock_account
      - my account is locked
      # ? what are your hours
      - from nine to five
      @ list service =
          - postgresql :
              - postgres, pg
              - postgre
          - nginx :
              - web server
      $printer:lobby=
      - the printer downstairs
      @ regex ticket = /RT-[0-9]+/
      """;

  @Test
  void intents_entities_lists_and_expressions_are_read() {
    IntentCatalogue catalogue = LuReader.read(FILE).catalogue();

    assertThat(catalogue.intents())
        .extracting(it -> it.id())
        .containsExactly("restart-service", "unlock-account");
    assertThat(catalogue.examples().values().iterator().next())
        .extracting(it -> it.text() + " " + it.marks().stream().map(mark -> mark.slot()).toList())
        .containsExactly(
            "restart the service []",
            "restart nginx on web-01 [Slot[name=service, value=nginx], Slot[name=host,"
                + " value=web-01]]",
            "bounce tomcat [Slot[name=service, value=tomcat]]",
            "stop mail relay {now} [Slot[name=service, value=mail relay]]");
    assertThat(catalogue.lookups())
        .isEqualTo(Map.of("service", List.of("postgresql", "nginx"), "printer", List.of("lobby")));
    assertThat(catalogue.synonyms())
        .containsEntry("pg", "postgresql")
        .containsEntry("postgre", "postgresql")
        .containsEntry("web server", "nginx")
        .containsEntry("the printer downstairs", "lobby");
    assertThat(catalogue.patterns()).isEqualTo(Map.of("ticket", List.of("RT-[0-9]+")));
  }

  @Test
  void what_names_an_entity_without_a_value_is_told() {
    assertThat(LuReader.read(FILE).passedOver()).containsExactly("restart {@service}");
  }

  @Test
  void what_is_written_is_read_again_as_the_same() {
    IntentCatalogue catalogue = LuReader.read(FILE).catalogue();
    Problems problems = new Problems();

    IntentCatalogue again =
        IntentsReader.readAny(Map.of("x.intents.yaml", IntentsWriter.text(catalogue)), problems);

    assertThat(problems.all()).isEmpty();
    assertThat(again).isEqualTo(catalogue);
  }

  @Test
  void a_broken_file_is_read_as_far_as_it_goes() {
    for (String text :
        List.of("", "#", "# x\n- {", "# x\n- {a=", "}}}}", "- a", "@ list", "$a:=", "# \n- x\n")) {
      assertThat(LuReader.read(text).catalogue().lookups().keySet()).hasSizeLessThan(2);
    }
  }
}

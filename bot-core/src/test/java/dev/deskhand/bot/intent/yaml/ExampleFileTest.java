package dev.deskhand.bot.intent.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.yaml.ExampleFile.Place;
import org.junit.jupiter.api.Test;

/** A line more, and everything else as it was. */
final class ExampleFileTest {
  private static final String FILE =
      """
      # By hand.
      nlu:
        - intent: one   # first
          examples: |
            - a
            - b

        - intent: two
          examples: |-
              - c
        - intent: three
          examples: [d, e]
      """;

  private static Place.Insertion behind(String text, String intent) {
    return (Place.Insertion) new ExampleFile("x.yaml", text).behind(intent, "new");
  }

  private static String with(String text, String intent) {
    return new ExampleFile("x.yaml", text).with(behind(text, intent));
  }

  @Test
  void an_example_comes_behind_the_last_one_of_its_intent() {
    assertThat(with(FILE, "one")).isEqualTo(FILE.replace("- b\n", "- b\n      - new\n"));
    assertThat(with(FILE, "two")).isEqualTo(FILE.replace("- c\n", "- c\n        - new\n"));
  }

  @Test
  void lines_end_as_they_did() {
    String windows = FILE.replace("\n", "\r\n");

    assertThat(with(windows, "one"))
        .isEqualTo(windows.replace("- b\r\n", "- b\r\n      - new\r\n"));
  }

  @Test
  void a_last_line_without_an_end_gets_one() {
    String open = "nlu:\n  - intent: one\n    examples: |\n      - a";

    assertThat(with(open, "one")).isEqualTo(open + "\n      - new\n");
    assertThat(new ExampleFile("x.yaml", open).difference(behind(open, "one")))
        .isEqualTo(
            """
            --- a/x.yaml
            +++ b/x.yaml
            @@ -2,3 +2,4 @@
               - intent: one
                 examples: |
            -      - a
            \\ No newline at end of file
            +      - a
            +      - new
            """);
  }

  @Test
  void the_difference_is_one_that_patch_takes() {
    assertThat(new ExampleFile("x.yaml", FILE).difference(behind(FILE, "one")))
        .isEqualTo(
            """
            --- a/x.yaml
            +++ b/x.yaml
            @@ -4,6 +4,7 @@
                 examples: |
                   - a
                   - b
            +      - new
            \s
               - intent: two
                 examples: |-
            """
                .replace(" \n   - intent: two", " \n   - intent: two"));
  }

  @Test
  void a_file_that_is_not_there_yet_begins_with_what_it_is() {
    ExampleFile none = new ExampleFile("x.yaml", "");
    Place.Insertion place = none.atEnd("one", "new");

    assertThat(none.with(place))
        .isEqualTo(
            """
            # Sentences that somebody approved.
            version: "3.1"
            nlu:
              - intent: one
                examples: |
                  - new
            """);
    assertThat(none.difference(place)).contains("@@ -0,0 +1,6 @@\n+# Sentences");
  }

  @Test
  void examples_that_are_no_block_of_lines_are_left_to_people() {
    assertThat(new ExampleFile("x.yaml", FILE).behind("three", "new"))
        .isEqualTo(new Place.Otherwise(12));
    assertThat(new ExampleFile("x.yaml", FILE).behind("four", "new"))
        .isEqualTo(new Place.Nowhere());
    assertThat(new ExampleFile("x.yaml", "nlu: [").behind("four", "new"))
        .isEqualTo(new Place.Nowhere());
  }
}

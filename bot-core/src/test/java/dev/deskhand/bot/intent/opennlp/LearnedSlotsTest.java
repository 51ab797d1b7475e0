package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Explanation.Recogniser;
import dev.deskhand.bot.intent.Explanation.Value;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.intent.yaml.IntentsReader;
import dev.deskhand.content.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearnedSlotsTest {
  private static final String TAUGHT =
      """
      nlu:
        - intent: book-room
          examples: |
            - book the room [Aspen](room) for tomorrow
            - I need the room [Oak Hall](room) at nine
            - please reserve [Birch](room) for our team
            - is the room [Cedar](room) free on friday
            - reserve room [Maple Lounge](room) for a workshop
            - can you book [Willow](room) for us
            - we want the meeting room [Juniper](room) next week
            - book a room for ten people
            - I need a meeting room
        - intent: install-application
          examples: |
            - install [Figma](application) on [lap-17](machine)
            - please install [Visual Studio](application) for me
            - I need [Photoshop](application) on my laptop
            - can you put [Slack](application) on my machine
            - set up [Docker Desktop](application) on [lap-4](machine)
            - I want to have [IntelliJ](application) installed
            - add [Zoom](application) to my computer
            - install some new software
            - deploy [PuTTY](application) to [wks-201](machine)
        - intent: print-test
          examples: |
            - print a test page on [lobby](printer)
            - test page on [atrium](printer) please
            - send a test page to [warehouse](printer)
            - print one page on [lobby](printer)
            - try the printer [atrium](printer)
        - lookup: printer
          examples: |
            - lobby
            - atrium
            - warehouse
      """;

  /** Sentences that teach nothing, with values that nobody has named. */
  private static final Map<String, Slot> HELD_OUT =
      Map.ofEntries(
          Map.entry("book the room Sequoia for monday", new Slot("room", "Sequoia")),
          Map.entry("please reserve Poplar for the board", new Slot("room", "Poplar")),
          Map.entry("is the room Hazel free today", new Slot("room", "Hazel")),
          Map.entry("can you book Rowan for us", new Slot("room", "Rowan")),
          Map.entry("I need the room Linden Hall at noon", new Slot("room", "Linden Hall")),
          Map.entry("reserve room Acacia for an interview", new Slot("room", "Acacia")),
          Map.entry("install Wireshark on lap-88", new Slot("application", "Wireshark")),
          Map.entry("please install Blender for me", new Slot("application", "Blender")),
          Map.entry("I need Inkscape on my laptop", new Slot("application", "Inkscape")),
          Map.entry("can you put Audacity on my machine", new Slot("application", "Audacity")),
          Map.entry("set up Postman on wks-9", new Slot("application", "Postman")),
          Map.entry("add Notion to my computer", new Slot("application", "Notion")));

  @TempDir private static Path shared;
  private static IntentCatalogue catalogue;
  private static SlotFinder finder;

  @BeforeAll
  static void learn() {
    catalogue = IntentsReader.readAny(Map.of("rooms.nlu.yml", TAUGHT), new Problems());
    finder = new SlotFinder(catalogue, LearnedSlots.learn(catalogue, shared));
  }

  @Test
  void most_values_that_nobody_named_are_found_in_new_sentences() {
    List<String> missed = new ArrayList<>();
    HELD_OUT.forEach(
        (text, slot) -> {
          if (!find(text, slot.name().equals("room") ? 0 : 1).contains(slot)) {
            missed.add(text + " -> " + find(text, slot.name().equals("room") ? 0 : 1));
          }
        });

    assertThat(missed).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void a_sentence_without_a_value_gets_none() {
    assertThat(
            Stream.of(
                    "I need a room",
                    "book something for our meeting",
                    "what rooms do we have",
                    "please help me with this")
                .filter(text -> find(text, 0).stream().anyMatch(it -> it.name().equals("room"))))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void what_stands_in_the_catalogue_or_has_a_look_wins_over_what_was_learnt() {
    assertThat(finder.explain("install Wireshark on lap-88", intents(1)))
        .containsExactly(
            new Value(new Slot("application", "Wireshark"), Recogniser.LEARNED),
            new Value(new Slot("machine", "lap-88"), Recogniser.SHAPE));
    assertThat(finder.explain("install Figma please", intents(1)))
        .containsExactly(new Value(new Slot("application", "Figma"), Recogniser.LISTED));
  }

  @Test
  void only_slots_of_the_intent_are_looked_for() {
    assertThat(find("please install Blender for me", 2)).isEmpty();
  }

  @Test
  void slots_that_something_surer_finds_are_not_learnt() {
    assertThat(LearnedSlots.learn(catalogue, shared).names())
        .containsExactly("application", "room");
    assertThat(LearnedSlots.learn(catalogue.backedBy(Set.of("room")), shared).names())
        .containsExactly("application");
  }

  @Test
  void what_was_learnt_is_kept_and_taken_again(@TempDir Path cache) throws IOException {
    LearnedSlots first = LearnedSlots.learn(catalogue, cache);
    FileTime past = FileTime.from(Instant.EPOCH);
    Map<Path, Object> written = new HashMap<>();
    for (Path kept : in(cache)) {
      Files.setLastModifiedTime(kept, past);
      written.put(kept, fileKey(kept));
    }

    LearnedSlots again = LearnedSlots.learn(catalogue, cache);

    assertThat(in(cache)).hasSize(2);
    for (Path kept : in(cache)) {
      assertThat(fileKey(kept)).isEqualTo(written.get(kept));
      assertThat(Files.getLastModifiedTime(kept)).isGreaterThan(past);
    }
    HELD_OUT
        .keySet()
        .forEach(
            text ->
                assertThat(again.find(text, catalogue.intents()))
                    .isEqualTo(first.find(text, catalogue.intents())));
  }

  /** Another one when the file was written anew. */
  private static Object fileKey(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void only_slots_with_other_examples_are_learnt_again_and_what_is_long_unused_is_forgotten(
      @TempDir Path cache) throws IOException {
    LearnedSlots.learn(catalogue, cache);
    Set<Path> before = Set.copyOf(in(cache));
    for (Path kept : before) {
      Files.setLastModifiedTime(kept, FileTime.from(Instant.EPOCH));
    }
    Path foreign = Files.writeString(cache.resolve("notes.txt"), "not ours");
    Files.setLastModifiedTime(foreign, FileTime.from(Instant.EPOCH));

    String changed = TAUGHT.replace("can you book [Willow]", "could you book [Willow]");
    LearnedSlots.learn(
        IntentsReader.readAny(Map.of("rooms.nlu.yml", changed), new Problems()), cache);

    List<Path> models = in(cache).stream().filter(it -> !it.equals(foreign)).toList();
    assertThat(models).hasSize(2);
    assertThat(models).filteredOn(before::contains).hasSize(1);
    assertThat(foreign).exists();
  }

  @Test
  void without_annotations_nothing_is_trained_or_kept(@TempDir Path cache) throws IOException {
    IntentCatalogue plain =
        new IntentCatalogue(
            Map.of(
                new Intent(Intent.Kind.TREE, "lunch", "Lunch"),
                List.of(new Example("what's for lunch", List.of()))),
            Map.of(),
            Map.of(),
            Map.of());

    LearnedSlots none = LearnedSlots.learn(plain, cache);

    assertThat(none.names()).isEmpty();
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void values_of_a_public_set_are_found_precisely_enough(@TempDir Path cache) throws IOException {
    Path names = Path.of(System.getProperty("deskhand.slots", "no such file"));
    Path labels = Path.of(System.getProperty("deskhand.slots.intents", "no such file"));
    assumeThat(List.of(names, labels)).allMatch(Files::isRegularFile);

    SlotScore score = SlotScore.of(names, labels, cache);

    assertThat(score.precision()).as("precision of %s", score).isGreaterThan(0.68);
    assertThat(score.recall()).as("recall of %s", score).isGreaterThan(0.5);
  }

  private static List<Slot> find(String text, int intent) {
    return finder.find(text, intents(intent));
  }

  private static List<Intent> intents(int number) {
    return List.of(catalogue.intents().get(number));
  }

  private static List<Path> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}

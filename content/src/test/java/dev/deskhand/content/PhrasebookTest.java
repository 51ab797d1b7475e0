package dev.deskhand.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PhrasebookTest {
  private enum Whole {
    GOOD_DAY,
    FAREWELL
  }

  private final Phrasebook<Whole> book = Phrasebook.of(Whole.class);

  @Test
  void a_phrase_is_said_in_the_language_or_in_english() {
    assertThat(book.say("de", Whole.FAREWELL)).isEqualTo("Auf Wiedersehen");
    assertThat(book.say("fr-CA", Whole.FAREWELL)).isEqualTo("Au revoir");
    assertThat(book.say("DE_at", Whole.FAREWELL)).isEqualTo("Auf Wiedersehen");
    assertThat(book.say("it", Whole.FAREWELL)).isEqualTo("Goodbye");
    assertThat(book.say("", Whole.FAREWELL)).isEqualTo("Goodbye");
  }

  @Test
  void values_stand_where_the_phrase_wants_them() {
    assertThat(book.say("de", Whole.GOOD_DAY, "Ada", 3)).isEqualTo("3-mal guten Tag, Ada");
    assertThat(book.say("en", Whole.GOOD_DAY, "Ada", 3)).isEqualTo("Ada, 3 times a good day");
  }

  /** Where every language says the same, by keys, is checked as soon as a book is opened. */
  @Test
  void a_book_that_lacks_a_phrase_does_not_open() {
    assertThatThrownBy(() -> Phrasebook.of(Thread.State.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("phrases_en.properties is not there beside java.lang.Thread$State");
    assertThatThrownBy(() -> Phrasebook.of(More.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("phrases_en.properties lacks 'thanks'");
    assertThatThrownBy(() -> Phrasebook.of(Fewer.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("phrases_en.properties has phrases without a name: [farewell]");
  }

  private enum More {
    GOOD_DAY,
    FAREWELL,
    THANKS
  }

  private enum Fewer {
    GOOD_DAY
  }
}

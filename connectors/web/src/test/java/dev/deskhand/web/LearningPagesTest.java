package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.PastSentences;
import dev.deskhand.bot.conversation.ConversationEvent.Came;
import dev.deskhand.bot.conversation.ConversationEvent.SentenceRead;
import dev.deskhand.bot.intent.Explanation;
import dev.deskhand.bot.intent.Explanation.Recogniser;
import dev.deskhand.bot.intent.Explanation.Value;
import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LearningPagesTest {
  private final LearningPages pages = new LearningPages(new PortalPages());

  @Test
  void what_finds_each_value_is_said_and_what_is_learnt_is_called_a_guess() {
    String page =
        pages.why(
            why(
                new Value(new Slot("machine", "lap-88"), Recogniser.SHAPE),
                new Value(new Slot("application", "Wire<shark"), Recogniser.LEARNED)));

    assertThat(page)
        .contains("(by its look)")
        .contains("Wire&lt;shark")
        .contains("(guessed: by what stands around it, as the examples taught)");
  }

  @Test
  void a_sentence_without_values_has_no_heading_for_them() {
    assertThat(pages.why(why())).doesNotContain("Values in it");
  }

  private static PastSentences.Why why(Value... values) {
    SentenceRead read =
        new SentenceRead(
            new PersonId("ada"),
            new Personal("ada", "install Wireshark on lap-88"),
            Came.UNKNOWN,
            List.of(),
            Map.of(),
            "1");
    RecordedEvent recorded =
        new RecordedEvent(
            new Position(1),
            new StreamKey(new TenantId("acme"), new StreamId("conversation", "1")),
            1,
            Instant.EPOCH,
            new Event("sentence-read", 1, "{}"));
    return new PastSentences.Why(
        new PastSentences.Past(recorded, read),
        Optional.of(
            new Explanation(
                new Unrecognized(), "", List.of(), List.of(), List.of(), List.of(values), 0)),
        PastSentences.Catalogue.OF_NOW);
  }
}

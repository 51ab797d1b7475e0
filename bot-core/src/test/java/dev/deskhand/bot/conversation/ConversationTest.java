package dev.deskhand.bot.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.WalkId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What events make of a conversation. */
final class ConversationTest {
  private static final PersonId ADA = new PersonId("ada");
  private static final PersonId BOB = new PersonId("bob");
  private static final Personal WORDS = new Personal("ada", "words");
  private static final ConversationEvent.ChoiceOffered OFFERED =
      new ConversationEvent.ChoiceOffered(ADA, List.of(), List.of(), WORDS, Optional.empty());
  private static final ConversationEvent.InputAsked ASKED =
      new ConversationEvent.InputAsked(ADA, new RunbookId("fix"), Map.of(), "what", WORDS);

  private static Conversation after(ConversationEvent... events) {
    Conversation conversation = Conversation.EMPTY;
    for (ConversationEvent event : events) {
      conversation = conversation.apply(event);
    }
    return conversation;
  }

  @Test
  void a_question_is_open_for_the_one_who_was_asked() {
    assertThat(after(OFFERED).openFor(ADA)).contains(new Question.WhichOf(OFFERED));
    assertThat(after(OFFERED).openFor(BOB)).isEmpty();
  }

  @Test
  void a_later_question_takes_the_place_of_an_earlier_one() {
    assertThat(after(OFFERED, ASKED).openFor(ADA)).contains(new Question.ValueOf(ASKED));
  }

  @Test
  void a_question_is_settled_by_a_walk_a_run_or_word_of_it_and_by_nobody_elses() {
    assertThat(after(ASKED, walk("w-1", ADA)).openFor(ADA)).isEmpty();
    assertThat(
            after(ASKED, new ConversationEvent.RunBegun(new RunId("r-1"), ADA, WORDS)).openFor(ADA))
        .isEmpty();
    assertThat(after(ASKED, new ConversationEvent.QuestionSettled(ADA)).openFor(ADA)).isEmpty();
    assertThat(
            after(ASKED, walk("w-1", BOB), new ConversationEvent.QuestionSettled(BOB)).openFor(ADA))
        .isPresent();
    assertThat(after(ASKED, new ConversationEvent.Said(ADA, WORDS)).openFor(ADA)).isPresent();
  }

  @Test
  void the_latest_walk_is_each_persons_own() {
    Conversation conversation = after(walk("w-1", ADA), walk("w-2", ADA), walk("w-3", BOB));

    assertThat(conversation.latestWalk(ADA)).contains(new WalkId("w-2"));
    assertThat(conversation.latestWalk(BOB)).contains(new WalkId("w-3"));
    assertThat(conversation.latestWalk(new PersonId("cleo"))).isEmpty();
  }

  private static ConversationEvent walk(String id, PersonId asker) {
    return new ConversationEvent.WalkBegun(new WalkId(id), asker, Optional.empty(), WORDS);
  }
}

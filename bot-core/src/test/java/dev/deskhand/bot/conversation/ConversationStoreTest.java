package dev.deskhand.bot.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.InMemoryPersonalKeys;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conversations that two processes write and read, each of which remembers some of it. */
final class ConversationStoreTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final PersonId ADA = new PersonId("ada");
  private static final Personal WORDS = new Personal("ada", "my own words");
  private static final ConversationId ID = new ConversationId("slack", "T1:D1");

  private final InMemoryStore journal = new InMemoryStore(InstantSource.system());
  private final InMemoryPersonalKeys keys = new InMemoryPersonalKeys();
  private final ConversationStore one = store();
  private final ConversationStore other = store();

  @Test
  void what_another_process_added_is_seen_by_one_that_remembers_the_beginning() {
    say(one, new ConversationEvent.Said(ADA, WORDS));
    assertThat(one.load(TENANT, ID).sequence()).isEqualTo(1);

    say(other, asked(WORDS), new ConversationEvent.RunBegun(new RunId("r-1"), ADA, WORDS));
    say(other, asked(WORDS));

    assertThat(one.load(TENANT, ID)).isEqualTo(store().load(TENANT, ID));
    assertThat(one.load(TENANT, ID).conversation().openFor(ADA)).isPresent();
    assertThat(one.load(TENANT, ID).sequence()).isEqualTo(4);
  }

  @Test
  void words_of_an_open_question_are_gone_once_they_are_erased() {
    say(one, asked(WORDS));
    assertThat(one.load(TENANT, ID).conversation().openFor(ADA)).isPresent();

    keys.destroy(TENANT, "ada");

    assertThat(one.load(TENANT, ID).conversation().openFor(ADA))
        .contains(new Conversation.Question.ValueOf(asked(new Personal("ada", Personal.ERASED))));
  }

  private ConversationStore store() {
    return new ConversationStore(journal, new PersonalVault(keys));
  }

  private void say(ConversationStore store, ConversationEvent... events) {
    Append.Builder append = Append.in(TENANT);
    store.write(append, store.load(TENANT, ID), List.of(events));
    journal.append(append.build());
  }

  private static ConversationEvent.InputAsked asked(Personal words) {
    return new ConversationEvent.InputAsked(ADA, new RunbookId("fix"), Map.of(), "what", words);
  }
}

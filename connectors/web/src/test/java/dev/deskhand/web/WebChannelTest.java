package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.InMemoryPersonalKeys;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WebChannelTest {
  private static final PersonId MIA = new PersonId("mia");
  private static final PersonId TOM = new PersonId("tom");

  private final InMemoryStore store = new InMemoryStore(new SettableClock());
  private final InMemoryPersonalKeys keys = new InMemoryPersonalKeys();
  private final WebChannel channel = replica();

  @Test
  void a_post_is_made_once_however_often_it_is_tried() {
    String receipt = channel.post(post("k-1", "Hello"), Optional.empty());

    assertThat(channel.post(post("k-1", "Hello"), Optional.empty())).isEqualTo(receipt);
    assertThat(shown(MIA)).hasSize(1);
  }

  @Test
  void a_table_and_code_are_kept_as_they_were_said() {
    Message message =
        Message.text("It failed.")
            .showing(
                new Exhibit.Code("Why", "  <b>\u202E\n"),
                new Exhibit.File(
                    new Attachment(
                        "a.txt", "text/plain", 5_000, Sha256.hex("x"), "/requests/r-1/files/x")),
                new Exhibit.Table("", List.of("Step"), List.of(List.of("1"), List.of(""))));

    channel.post(EchoBot.post(WebChannel.conversation(MIA), "k-1", message), Optional.empty());

    assertThat(shown(MIA)).containsExactly(new ChatEvent.Posted(new DeliveryKey("k-1"), message));
  }

  @Test
  void a_post_is_found_by_its_key() {
    String receipt = channel.post(post("k-1", "Hello"), Optional.empty());

    assertThat(channel.find(post("k-1", "Hello"))).hasValue(receipt);
    assertThat(channel.find(post("k-2", "Hello"))).isEmpty();
  }

  @Test
  void a_replacement_takes_the_place_of_the_first_post_of_its_chain() {
    String first = channel.post(post("k-1", "Asked"), Optional.empty());
    String second = channel.post(post("k-2", "Working"), Optional.of(first));
    channel.post(post("k-3", "Done"), Optional.of(second));

    assertThat(shown(MIA).getLast())
        .isEqualTo(new ChatEvent.Updated(new DeliveryKey("k-3"), 1, Message.text("Done")));
  }

  @Test
  void a_replacement_of_what_is_not_there_is_a_post() {
    channel.post(post("k-1", "Hello"), Optional.of("77"));

    assertThat(shown(MIA).getFirst()).isInstanceOf(ChatEvent.Posted.class);
  }

  @Test
  void a_post_for_one_account_is_seen_on_that_accounts_page_only() {
    ChannelPost post =
        new ChannelPost(
            new DeliveryKey("k-1"),
            WebChannel.conversation(MIA),
            new Outbound.Audience.Only(WebChannel.account(TOM)),
            Message.text("Approve?"),
            Optional.empty());

    channel.post(post, Optional.empty());

    assertThat(shown(MIA)).isEmpty();
    assertThat(shown(TOM)).hasSize(1);
  }

  @Test
  void what_the_page_cannot_show_is_given_up() {
    ChannelPost elsewhere =
        EchoBot.post(new ConversationId("slack", "T1:C1"), "k-1", Message.text("Hello"));

    assertThatThrownBy(() -> channel.post(elsewhere, Optional.empty()))
        .isInstanceOfSatisfying(
            DeliveryFailedException.class,
            failure ->
                assertThat(failure.remedy()).isEqualTo(DeliveryFailedException.Remedy.GIVE_UP));
  }

  @Test
  void only_accounts_of_the_page_have_a_page() {
    assertThat(channel.direct(WebChannel.account(MIA))).hasValue(new ConversationId("web", "mia"));
    assertThat(channel.direct(new Account("slack", "T1", "mia"))).isEmpty();
    assertThat(channel.direct(new Account("web", "local", "No/Body"))).isEmpty();
  }

  @Test
  void nothing_that_was_said_is_readable_in_the_journal() {
    channel.post(post("k-1", "The account is locked"), Optional.empty());
    channel.transcripts().append(MIA, new ChatEvent.Said("11111111-1111", "I forgot it"));

    assertThat(store.tail(Position.START, 10))
        .extracting(recorded -> recorded.event().body())
        .hasSize(2)
        .noneMatch(body -> body.contains("locked") || body.contains("forgot"));
  }

  @Test
  void after_an_erasure_the_conversation_reads_as_erased() {
    channel.post(post("k-1", "The account is locked"), Optional.empty());

    keys.destroy(TenantId.DEFAULT, "mia");

    assertThat(shown(MIA))
        .containsExactly(
            new ChatEvent.Posted(new DeliveryKey("k-1"), Message.text(Personal.ERASED)));
  }

  @Test
  void replicas_that_post_at_once_lose_and_double_nothing() throws Exception {
    List<WebChannel> replicas = List.of(channel, replica());
    List<Callable<String>> posts =
        IntStream.range(0, 40)
            .<Callable<String>>mapToObj(
                number ->
                    () ->
                        replicas
                            .get(number % 2)
                            .post(post("k-" + number / 2, "Hello"), Optional.empty()))
            .toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> posted : threads.invokeAll(posts)) {
        posted.get();
      }
    }

    assertThat(shown(MIA)).extracting(ChatEvent::identity).hasSize(20).doesNotHaveDuplicates();
  }

  private WebChannel replica() {
    return new WebChannel(TenantId.DEFAULT, store, new PersonalVault(keys), 100);
  }

  private static ChannelPost post(String key, String text) {
    return EchoBot.post(WebChannel.conversation(MIA), key, Message.text(text));
  }

  private List<ChatEvent> shown(PersonId person) {
    Transcripts transcripts = channel.transcripts();
    List<RecordedEvent> events = transcripts.read(person).events();
    return events.stream().map(event -> transcripts.open(person, event)).toList();
  }
}

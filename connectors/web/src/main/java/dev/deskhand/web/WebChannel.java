package dev.deskhand.web;

import dev.deskhand.bot.file.Uploads;
import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import java.util.Optional;

/**
 * The chat page as a channel. A conversation is one person's, its place is the person's id, and
 * what is posted stands in the journal: a receipt is the sequence number in the stream {@code
 * chat/<person>}. A key is posted once, however often it is tried. Thread-safe.
 */
public final class WebChannel implements Channel {
  static final String NAME = "web";
  private static final String SCOPE = "local";

  private final Transcripts transcripts;
  private final Uploads uploads;

  /**
   * The page's channel.
   *
   * @param most how many bytes a file may have that somebody gives
   */
  public WebChannel(TenantId tenant, Journal journal, PersonalVault vault, long most) {
    this.transcripts = new Transcripts(tenant, journal, vault);
    this.uploads = new Uploads(tenant, journal, vault, most);
  }

  /** The files that people give on the page. */
  public Uploads uploads() {
    return uploads;
  }

  /** The account under which a person uses the page. */
  public static Account account(PersonId person) {
    return new Account(NAME, SCOPE, person.value());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String post(ChannelPost post, Optional<String> replaced) {
    PersonId person = reader(post);
    try {
      Optional<Long> root = replaced.flatMap(receipt -> root(person, receipt));
      ChatEvent event =
          root.<ChatEvent>map(first -> new ChatEvent.Updated(post.key(), first, post.message()))
              .orElseGet(() -> new ChatEvent.Posted(post.key(), post.message()));
      return Long.toString(transcripts.append(person, event));
    } catch (JournalException e) {
      throw DeliveryFailedException.retry(
          "post " + post.key() + " to the page of " + person + ": " + e.getMessage());
    }
  }

  @Override
  public Optional<String> find(ChannelPost post) {
    PersonId person = reader(post);
    try {
      String identity = new ChatEvent.Posted(post.key(), post.message()).identity();
      return transcripts.find(person, identity).map(sequence -> Long.toString(sequence));
    } catch (JournalException e) {
      throw DeliveryFailedException.retry(
          "look for post " + post.key() + " on the page of " + person + ": " + e.getMessage());
    }
  }

  @Override
  public Optional<ConversationId> direct(Account account) {
    return person(account).map(WebChannel::conversation);
  }

  static ConversationId conversation(PersonId person) {
    return new ConversationId(NAME, person.value());
  }

  Transcripts transcripts() {
    return transcripts;
  }

  /** A post for one account goes to that account's own page: here nobody else looks on. */
  private static PersonId reader(ChannelPost post) {
    return switch (post.audience()) {
      case Audience.Everyone everyone -> reader(post, post.conversation());
      case Audience.Only(Account account) ->
          person(account)
              .orElseThrow(() -> unreachable(post, "account " + account + " is not of the page"));
    };
  }

  private static PersonId reader(ChannelPost post, ConversationId conversation) {
    if (!conversation.channel().equals(NAME) || !PersonId.isValid(conversation.place())) {
      throw unreachable(post, "conversation " + conversation + " is not of the page");
    }
    return new PersonId(conversation.place());
  }

  private static Optional<PersonId> person(Account account) {
    return Optional.of(account)
        .filter(one -> one.platform().equals(NAME) && one.scope().equals(SCOPE))
        .map(Account::user)
        .filter(PersonId::isValid)
        .map(PersonId::new);
  }

  /** The first post of the chain that a receipt is part of; empty for what is not there. */
  private Optional<Long> root(PersonId person, String receipt) {
    return transcripts.read(person).events().stream()
        .filter(recorded -> Long.toString(recorded.sequence()).equals(receipt))
        .findFirst()
        .flatMap(recorded -> root(person, recorded));
  }

  private Optional<Long> root(PersonId person, RecordedEvent recorded) {
    return switch (transcripts.open(person, recorded)) {
      case ChatEvent.Said said -> Optional.empty();
      case ChatEvent.Posted posted -> Optional.of(recorded.sequence());
      case ChatEvent.Updated updated -> Optional.of(updated.replaces());
    };
  }

  private static DeliveryFailedException unreachable(ChannelPost post, String why) {
    return DeliveryFailedException.giveUp("post " + post.key() + ": " + why);
  }
}

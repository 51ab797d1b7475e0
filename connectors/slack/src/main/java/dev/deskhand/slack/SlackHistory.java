package dev.deskhand.slack;

import com.slack.api.methods.Methods;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import dev.deskhand.bot.message.DeliveryFailedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the bot posted, by the key in the messages' metadata and in the names of files.
 * Thread-safe; calls block.
 */
final class SlackHistory {
  /** Slack counts reading by method, whichever channel it is. */
  private static final Pauses.Slot HISTORY = new Pauses.Slot(Methods.CONVERSATIONS_HISTORY, "");

  private static final Pauses.Slot REPLIES = new Pauses.Slot(Methods.CONVERSATIONS_REPLIES, "");

  private static final Pauses.Slot SELF = new Pauses.Slot(Methods.AUTH_TEST, "");
  private static final int PAGE = 200;
  private static final int MOST_PAGES = 10;

  private final SlackWeb web;

  /** The bot as its workspace knows it; it never changes. */
  private volatile @Nullable Self self;

  SlackHistory(SlackWeb web) {
    this.web = web;
  }

  private record Self(String user, String bot) {}

  /** Messages of one page and where the next one begins. */
  private record Page(List<Message> messages, Optional<String> next) {}

  /** Reads a page; the first has no cursor. */
  private interface Pages {
    Page after(@Nullable String cursor);
  }

  /**
   * The parts of a delivery that stand in a channel, or in a thread of it.
   *
   * @param wanted how many there can be here; the search ends when it has them
   * @return timestamps by the part's number, from 1
   * @throws SlackRefusal if Slack doesn't let us look
   * @throws DeliveryFailedException if the place is too full to be sure
   */
  Map<Integer, String> parts(
      String channel, Optional<String> thread, Delivery delivery, int wanted) {
    String what = "looking for " + delivery.key() + " in " + channel;
    Pages pages =
        thread.isPresent()
            ? cursor -> thread(what, channel, thread.get(), cursor)
            : cursor -> history(what, channel, cursor);
    Map<Integer, String> found = new HashMap<>();
    String cursor = null;
    for (int number = 0; number < MOST_PAGES; number++) {
      Page page = pages.after(cursor);
      page.messages().forEach(message -> note(message, delivery, found));
      if (found.size() >= wanted || page.next().isEmpty()) {
        return found;
      }
      cursor = page.next().get();
    }
    throw DeliveryFailedException.giveUp(
        "%s: it is not whole among %d messages, so whether it was posted is unknown; look there"
            .formatted(what, PAGE * MOST_PAGES));
  }

  /** Others can write the same marks: only what the bot itself posted counts. */
  private void note(Message message, Delivery delivery, Map<Integer, String> found) {
    Optional<PostKey> key =
        PostKey.of(message).filter(it -> it.key().equals(delivery.key().value()));
    List<Integer> files =
        PostKey.fileParts(delivery.key(), message).stream()
            .filter(part -> part > delivery.parts().size() && part <= delivery.size())
            .toList();
    if ((key.isPresent() || !files.isEmpty()) && isOurs(message)) {
      key.ifPresent(it -> found.put(it.part(), message.getTs()));
      files.forEach(part -> found.put(part, message.getTs()));
    }
  }

  private boolean isOurs(Message message) {
    Self known = self;
    if (known == null) {
      AuthTestResponse told =
          web.call("asking who the bot is", SELF, methods -> methods.authTest(r -> r));
      known = new Self(String.valueOf(told.getUserId()), String.valueOf(told.getBotId()));
      self = known;
    }
    return known.user().equals(message.getUser()) || known.bot().equals(message.getBotId());
  }

  /** Newest first. */
  private Page history(String what, String channel, @Nullable String cursor) {
    ConversationsHistoryResponse response =
        web.call(
            what,
            HISTORY,
            methods ->
                methods.conversationsHistory(
                    r -> r.channel(channel).cursor(cursor).limit(PAGE).includeAllMetadata(true)));
    return page(response.getMessages(), response.getResponseMetadata());
  }

  /** A thread that nobody answered in, and whose first message is gone, is none to Slack. */
  private Page thread(String what, String channel, String thread, @Nullable String cursor) {
    try {
      return replies(what, channel, thread, cursor);
    } catch (SlackRefusal e) {
      if (e.isOfTheThread()) {
        return new Page(List.of(), Optional.empty());
      }
      throw e;
    }
  }

  /** Oldest first: Slack offers no other order of a thread. */
  private Page replies(String what, String channel, String thread, @Nullable String cursor) {
    ConversationsRepliesResponse response =
        web.call(
            what,
            REPLIES,
            methods ->
                methods.conversationsReplies(
                    r ->
                        r.channel(channel)
                            .ts(thread)
                            .cursor(cursor)
                            .limit(PAGE)
                            .includeAllMetadata(true)));
    return page(response.getMessages(), response.getResponseMetadata());
  }

  private static Page page(@Nullable List<Message> messages, @Nullable ResponseMetadata metadata) {
    Optional<String> next =
        Optional.ofNullable(metadata)
            .map(ResponseMetadata::getNextCursor)
            .filter(cursor -> !cursor.isEmpty());
    return new Page(messages == null ? List.of() : messages, next);
  }
}

package dev.deskhand.slack;

import com.slack.api.methods.Methods;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.model.Message;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.LatestKept;
import dev.deskhand.slack.wire.SlackPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Posts, replaces and finds deliveries, part by part. Throws {@link SlackRefusal} for what Slack
 * refuses. Thread-safe; calls block.
 */
final class SlackPosts {
  private static final int MOST_SEEN = 1_000;
  private static final Pauses.Slot OPEN = new Pauses.Slot(Methods.CONVERSATIONS_OPEN, "");
  private static final Pauses.Slot UPDATE = new Pauses.Slot(Methods.CHAT_UPDATE, "");
  private static final Pauses.Slot SHOW = new Pauses.Slot(Methods.CHAT_POST_EPHEMERAL, "");

  private final SlackWeb web;
  private final SlackHistory history;
  private final SlackUploads uploads;
  private final SlackPictures pictures;
  private final FileStock stock;

  /** People's direct conversations ({@code D…}) by user id; an id never changes. */
  private final Map<String, String> directs = new ConcurrentHashMap<>();

  /** What was found of deliveries that are tried again now. */
  private final Map<DeliveryKey, Map<Integer, String>> seen = new LatestKept<>(MOST_SEEN);

  SlackPosts(SlackWeb web, FileHost host, FileStock stock) {
    this.web = web;
    this.uploads = new SlackUploads(web, host);
    this.pictures = new SlackPictures(uploads, stock);
    this.stock = stock;
    this.history = new SlackHistory(web);
  }

  /** How pictures are shown here. */
  SlackPictures pictures() {
    return pictures;
  }

  /**
   * Posts what is not there yet, as far as it was looked for: nobody looks before the first try.
   */
  Receipt.Posted post(Delivery delivery, SlackPlace place) {
    Map<Integer, String> standing = seen(delivery.key());
    Receipt.Posted first = first(delivery, place, standing);
    String channel = first.channel();
    String below = place.thread().orElse(first.timestamp());
    for (int part = 2; part <= delivery.size(); part++) {
      if (!standing.containsKey(part)) {
        add(delivery, part, channel, below);
      }
    }
    return first;
  }

  private void add(Delivery delivery, int part, String channel, String below) {
    int file = part - delivery.parts().size() - 1;
    if (file < 0) {
      say(delivery, part, channel, Optional.of(below));
      return;
    }
    Attachment sent = delivery.files().get(file);
    Optional<byte[]> bytes = stock.bytes(sent);
    String name = PostKey.fileName(delivery.key(), part, sent.name());
    boolean stands =
        bytes.isPresent()
            && uploads.share(new SlackUploads.Sent(name, sent.name(), channel, below), bytes.get());
    if (!stands) {
      say(delivery, part, BlockKit.link(sent, stock.address(sent)), channel, Optional.of(below));
    }
  }

  /** A pause that Slack asks for before anything stands there says that nothing was made. */
  private Receipt.Posted first(Delivery delivery, SlackPlace place, Map<Integer, String> standing) {
    try {
      return first(delivery, channel(place), place.thread(), standing);
    } catch (DeliveryFailedException e) {
      if (standing.isEmpty() && e.retryAfter().isPresent()) {
        throw DeliveryFailedException.unmade(e.retryAfter().get(), String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private Receipt.Posted first(
      Delivery delivery, String channel, Optional<String> thread, Map<Integer, String> standing) {
    if (delivery.replacedPost().isPresent()) {
      try {
        return replace(delivery, delivery.replacedPost().get());
      } catch (SlackRefusal e) {
        if (!e.isOfTheMessage()) {
          throw e;
        }
      }
    }
    return standing.containsKey(1)
        ? new Receipt.Posted(channel, standing.get(1))
        : say(delivery, 1, channel, thread);
  }

  private Receipt.Posted say(Delivery delivery, int part, String channel, Optional<String> thread) {
    return say(delivery, part, delivery.parts().get(part - 1), channel, thread);
  }

  private Receipt.Posted say(
      Delivery delivery, int part, BlockKit.Part content, String channel, Optional<String> thread) {
    return pictures.shown(delivery.key(), content, it -> said(delivery, part, it, channel, thread));
  }

  private Receipt.Posted said(
      Delivery delivery, int part, BlockKit.Part content, String channel, Optional<String> thread) {
    return web.post(
        "posting %s to %s".formatted(delivery.key(), channel),
        new Pauses.Slot(Methods.CHAT_POST_MESSAGE, channel),
        RequestFormBuilder.toForm(
            ChatPostMessageRequest.builder()
                .channel(channel)
                .threadTs(thread.orElse(null))
                .text(content.text())
                .blocks(content.blocks())
                .mrkdwn(false)
                .metadata(metadata(delivery, part))
                .unfurlLinks(false)
                .unfurlMedia(false)
                .build()));
  }

  private Receipt.Posted replace(Delivery delivery, Receipt.Posted old) {
    return pictures.shown(
        delivery.key(), delivery.parts().getFirst(), it -> replace(delivery, it, old));
  }

  private Receipt.Posted replace(Delivery delivery, BlockKit.Part content, Receipt.Posted old) {
    return web.post(
        "replacing %s by %s".formatted(old, delivery.key()),
        UPDATE,
        RequestFormBuilder.toForm(
            ChatUpdateRequest.builder()
                .channel(old.channel())
                .ts(old.timestamp())
                .text(content.text())
                .blocks(content.blocks())
                .metadata(metadata(delivery, 1))
                .build()));
  }

  private static Message.Metadata metadata(Delivery delivery, int part) {
    return PostKey.of(delivery.key(), part, delivery.size()).metadata();
  }

  /** Shows all parts to one person only. */
  Receipt.Shown show(Delivery delivery, SlackPlace place, String user) {
    String what = "showing %s to %s".formatted(delivery.key(), user);
    String first =
        pictures.shown(
            delivery.key(), delivery.parts().getFirst(), it -> show(what, it, place, user));
    for (BlockKit.Part further : delivery.parts().subList(1, delivery.parts().size())) {
      String _ = pictures.shownNow(further, it -> show(what, it, place, user));
    }
    return new Receipt.Shown(place.channel(), first);
  }

  private String show(String what, BlockKit.Part content, SlackPlace place, String user) {
    return web.call(
            what,
            SHOW,
            methods ->
                methods.chatPostEphemeral(
                    r ->
                        r.channel(place.channel())
                            .user(user)
                            .threadTs(place.thread().orElse(null))
                            .text(content.text())
                            .blocks(content.blocks())))
        .getMessageTs();
  }

  /** The receipt of a delivery that stands there as a whole. */
  Optional<Receipt.Posted> find(Delivery delivery, SlackPlace place) {
    Map<Integer, String> standing = standing(delivery, place);
    synchronized (seen) {
      seen.put(delivery.key(), standing);
    }
    return Optional.ofNullable(standing.get(1))
        .filter(first -> standing.size() == delivery.size())
        .map(first -> new Receipt.Posted(channel(place), first));
  }

  /** What was found of a delivery just now. */
  private Map<Integer, String> seen(DeliveryKey key) {
    synchronized (seen) {
      Map<Integer, String> found = seen.remove(key);
      return found == null ? Map.of() : found;
    }
  }

  /** Which parts of a delivery stand there already: timestamps by the part's number, from 1. */
  private Map<Integer, String> standing(Delivery delivery, SlackPlace place) {
    String channel = channel(place);
    int parts = delivery.size();
    if (place.thread().isPresent()) {
      return history.parts(channel, place.thread(), delivery, parts);
    }
    Map<Integer, String> top = history.parts(channel, Optional.empty(), delivery, 1);
    return parts == 1 || !top.containsKey(1)
        ? top
        : history.parts(channel, Optional.ofNullable(top.get(1)), delivery, parts);
  }

  private String channel(SlackPlace place) {
    if (!place.isDirect()) {
      return place.channel();
    }
    String known = directs.get(place.channel());
    String channel = known == null ? openDirect(place.channel()) : known;
    directs.put(place.channel(), channel);
    return channel;
  }

  private String openDirect(String user) {
    return web.call(
            "opening the direct conversation with " + user,
            OPEN,
            methods -> methods.conversationsOpen(r -> r.users(List.of(user))))
        .getChannel()
        .getId();
  }
}

package dev.deskhand.slack;

import com.slack.api.methods.Methods;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.model.Message;
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
  private final SlackWeb web;
  private final SlackHistory history;

  /** People's direct conversations ({@code D…}) by user id; an id never changes. */
  private final Map<String, String> directs = new ConcurrentHashMap<>();

  SlackPosts(SlackWeb web) {
    this.web = web;
    this.history = new SlackHistory(web);
  }

  /** Posts what is not there yet. */
  Receipt.Posted post(Delivery delivery, SlackPlace place) {
    int parts = delivery.parts().size();
    Map<Integer, String> standing = parts > 1 ? standing(delivery, place) : Map.of();
    String channel = channel(place);
    Receipt.Posted first = first(delivery, channel, place.thread(), standing);
    Optional<String> below = place.thread().or(() -> Optional.of(first.timestamp()));
    for (int part = 2; part <= parts; part++) {
      if (!standing.containsKey(part)) {
        say(delivery, part, channel, below);
      }
    }
    return first;
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
    BlockKit.Part content = delivery.parts().get(part - 1);
    return web.post(
        "posting %s to %s".formatted(delivery.key(), channel),
        new Pauses.Slot(Methods.CHAT_POST_MESSAGE, channel),
        RequestFormBuilder.toForm(
            ChatPostMessageRequest.builder()
                .channel(channel)
                .threadTs(thread.orElse(null))
                .text(content.text())
                .blocks(content.blocks())
                .metadata(metadata(delivery, part))
                .unfurlLinks(false)
                .unfurlMedia(false)
                .build()));
  }

  private Receipt.Posted replace(Delivery delivery, Receipt.Posted old) {
    BlockKit.Part content = delivery.parts().getFirst();
    return web.post(
        "replacing %s by %s".formatted(old, delivery.key()),
        new Pauses.Slot(Methods.CHAT_UPDATE, old.channel()),
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
    return PostKey.of(delivery.key(), part, delivery.parts().size()).metadata();
  }

  /** Shows all parts to one person only. */
  Receipt.Shown show(Delivery delivery, SlackPlace place, String user) {
    String what = "showing %s to %s".formatted(delivery.key(), user);
    String first = show(what, delivery.parts().getFirst(), place, user);
    delivery.parts().stream().skip(1).forEach(content -> show(what, content, place, user));
    return new Receipt.Shown(place.channel(), first);
  }

  private String show(String what, BlockKit.Part content, SlackPlace place, String user) {
    return web.call(
            what,
            new Pauses.Slot(Methods.CHAT_POST_EPHEMERAL, place.channel()),
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
    return Optional.ofNullable(standing.get(1))
        .filter(first -> standing.size() == delivery.parts().size())
        .map(first -> new Receipt.Posted(channel(place), first));
  }

  /** Which parts of a delivery stand there already: timestamps by the part's number, from 1. */
  private Map<Integer, String> standing(Delivery delivery, SlackPlace place) {
    String channel = channel(place);
    int parts = delivery.parts().size();
    if (place.thread().isPresent()) {
      return history.parts(channel, place.thread(), delivery.key(), parts);
    }
    Map<Integer, String> top = history.parts(channel, Optional.empty(), delivery.key(), 1);
    return parts == 1 || !top.containsKey(1)
        ? top
        : history.parts(channel, Optional.ofNullable(top.get(1)), delivery.key(), parts);
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
            methods -> methods.conversationsOpen(r -> r.users(List.of(user))))
        .getChannel()
        .getId();
  }
}

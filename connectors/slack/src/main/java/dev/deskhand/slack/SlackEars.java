package dev.deskhand.slack;

import com.slack.api.methods.Methods;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.slack.wire.SlackPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells where the bot hears what people say: with one person, and in threads that it may read,
 * which it may where it is a member
 * (https://docs.slack.dev/reference/methods/conversations.replies). Thread-safe; calls block.
 */
final class SlackEars {
  private static final Logger LOG = LoggerFactory.getLogger(SlackEars.class);
  private static final Pauses.Slot REPLIES = new Pauses.Slot(Methods.CONVERSATIONS_REPLIES, "");

  private final SlackWebs webs;

  SlackEars(SlackWebs webs) {
    this.webs = webs;
  }

  /** Whether it hears there; false, too, where Slack does not tell. */
  boolean hear(SlackPlace place) {
    return place.isDirect() || place.thread().filter(root -> isRead(place, root)).isPresent();
  }

  private boolean isRead(SlackPlace place, String root) {
    try {
      var _ =
          webs.of(place.team())
              .callOnce(
                  "listening in " + place.conversation(),
                  REPLIES,
                  methods ->
                      methods.conversationsReplies(
                          r -> r.channel(place.channel()).ts(root).limit(1)));
      return true;
    } catch (SlackRefusal e) {
      LOG.info("slack thread can't be heard: {}", e.getMessage());
      return e.isOfTheThread();
    } catch (DeliveryFailedException e) {
      LOG.info("slack thread may not be heard: {}", e.getMessage());
      return false;
    }
  }
}

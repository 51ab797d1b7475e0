package dev.deskhand.slack;

import com.slack.api.methods.MethodsClient;
import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.permissions.Account;
import dev.deskhand.slack.wire.SlackPlace;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Speaks in Slack through its Web API.
 *
 * <p>A post carries its delivery key in the message's metadata; {@link #find} looks for it there. A
 * message that is too long for Slack goes on in the thread below it; a further try posts only the
 * parts that are missing. What is for one person is shown to them alone where they are, or as a
 * direct message where that can't be; what was shown so can't be found again, so a try whose answer
 * was lost may show it twice. Thread-safe.
 */
public final class SlackChannel implements Channel {
  private final String team;
  private final SlackSettings settings;
  private final Duration patience;
  private @Nullable SlackPosts posts;

  public SlackChannel(SlackSettings settings) {
    this(settings, SlackClients.PATIENCE);
  }

  SlackChannel(SlackSettings settings, Duration patience) {
    this.team = settings.teamId();
    this.settings = settings;
    this.patience = patience;
  }

  /** Made for the first post: the client loads half a thousand classes that no start waits for. */
  private synchronized SlackPosts posts() {
    SlackPosts made = posts;
    if (made == null) {
      MethodsClient methods = SlackClients.create(settings, patience).methods(settings.botToken());
      made = new SlackPosts(new SlackWeb(methods));
      posts = made;
    }
    return made;
  }

  @Override
  public String name() {
    return SlackPlace.PLATFORM;
  }

  @Override
  public String post(ChannelPost post, Optional<String> replaced) {
    SlackPlace place = place(post.conversation());
    Delivery delivery =
        new Delivery(post.key(), BlockKit.render(post.message()), replaced.map(Receipt::parse));
    try {
      Receipt receipt =
          switch (post.audience()) {
            case Audience.Everyone everyone -> posts().post(delivery, place);
            case Audience.Only only -> postTo(only.account(), delivery, place);
          };
      return receipt.toString();
    } catch (SlackRefusal e) {
      throw e.failure();
    }
  }

  private Receipt postTo(Account account, Delivery delivery, SlackPlace place) {
    SlackPlace direct = directPlace(account, place);
    if (place.isDirect() || isPosted(delivery.replaced())) {
      return posts().post(delivery, direct);
    }
    try {
      return posts().show(delivery, place, account.user());
    } catch (SlackRefusal e) {
      if (e.isOfThePlace()) {
        return posts().post(delivery, direct);
      }
      throw e;
    }
  }

  private static boolean isPosted(Optional<Receipt> receipt) {
    return receipt.filter(Receipt.Posted.class::isInstance).isPresent();
  }

  @Override
  public Optional<String> find(ChannelPost post) {
    SlackPlace conversation = place(post.conversation());
    SlackPlace place =
        switch (post.audience()) {
          case Audience.Everyone everyone -> conversation;
          case Audience.Only only -> directPlace(only.account(), conversation);
        };
    Delivery delivery = new Delivery(post.key(), BlockKit.render(post.message()), Optional.empty());
    try {
      return posts().find(delivery, place).map(Receipt::toString);
    } catch (SlackRefusal e) {
      throw e.failure();
    }
  }

  @Override
  public Optional<ConversationId> direct(Account account) {
    boolean isOurs = account.platform().equals(SlackPlace.PLATFORM) && account.scope().equals(team);
    if (!isOurs || !account.user().matches("[UW][A-Z0-9]{1,40}")) {
      return Optional.empty();
    }
    return Optional.of(SlackPlace.direct(team, account.user()).conversation());
  }

  /** Where only this account listens: where we are, if so, or its direct conversation. */
  private SlackPlace directPlace(Account account, SlackPlace conversation) {
    return direct(account)
        .map(SlackPlace::of)
        .map(direct -> direct.channel().equals(conversation.channel()) ? conversation : direct)
        .orElseThrow(
            () ->
                DeliveryFailedException.giveUp(
                    "posting to %s: it is no person of workspace %s".formatted(account, team)));
  }

  private SlackPlace place(ConversationId conversation) {
    try {
      SlackPlace place = SlackPlace.of(conversation);
      if (place.team().equals(team)) {
        return place;
      }
    } catch (IllegalArgumentException e) {
      throw DeliveryFailedException.giveUp(
          "posting to %s: no place of Slack".formatted(conversation));
    }
    throw DeliveryFailedException.giveUp(
        "posting to %s: slack.team is %s; another workspace can't be reached"
            .formatted(conversation, team));
  }
}

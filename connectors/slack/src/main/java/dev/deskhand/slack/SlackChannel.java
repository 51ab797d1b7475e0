package dev.deskhand.slack;

import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.message.Outbound.Signpost;
import dev.deskhand.permissions.Account;
import dev.deskhand.slack.wire.ResponseUrl;
import dev.deskhand.slack.wire.ResponseUrl.Use;
import dev.deskhand.slack.wire.SlackPlace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Speaks in Slack through its Web API.
 *
 * <p>A post carries its delivery key in the message's metadata; {@link #find} looks for it there. A
 * message that is too long for Slack goes on in the thread below it; a further try posts only the
 * parts that are missing. What is for one person is shown to them alone where they are, by their
 * request's response URL where the bot is no member, or as a direct message where that can't be;
 * what was shown so can't be found again, so a try whose answer was lost may show it twice. An
 * answer to a button of such a message takes its place. Files follow in the thread; where a message
 * is shown to one person alone, they get its files directly, and before it. Pictures stand in the
 * message itself; see {@link SlackPictures}. What was asked in a channel and goes on between two is
 * answered directly, with a word in the channel where to look; what is only looked up is shown in
 * the channel, to whoever asked. Thread-safe.
 */
public final class SlackChannel implements Channel {
  private final SlackSettings settings;
  private final FileStock stock;
  private final SlackWebs webs;
  private final Map<String, SlackPosts> posts = new ConcurrentHashMap<>();

  /** A channel that sends files of {@code stock}. */
  public SlackChannel(SlackSettings settings, FileStock stock) {
    this(settings, stock, SlackClients.PATIENCE);
  }

  SlackChannel(SlackSettings settings, FileStock stock, Duration patience) {
    this(settings, stock, new SlackWebs(settings, patience));
  }

  SlackChannel(SlackSettings settings, FileStock stock, SlackWebs webs) {
    this.settings = settings;
    this.stock = stock;
    this.webs = webs;
  }

  /** Fetches the files that people attach. */
  public FileSource files() {
    return new SlackFiles(settings, webs);
  }

  private SlackPosts posts(SlackPlace place) {
    return posts.computeIfAbsent(
        place.team(), team -> new SlackPosts(webs.of(team), webs.files(), stock));
  }

  @Override
  public String name() {
    return SlackPlace.PLATFORM;
  }

  @Override
  public String post(ChannelPost post, Optional<String> replaced) {
    SlackPlace place = place(post.conversation());
    PictureBlocks pictures = posts(place).pictures().of(post.message());
    Delivery delivery = Delivery.of(post, replaced.map(Receipt::parse), pictures);
    Optional<ResponseUrl> way = post.answerBy().flatMap(it -> ResponseUrl.decode(it.value()));
    try {
      Receipt receipt =
          switch (post.audience()) {
            case Audience.Everyone _ when place.isDirect() ->
                direct(delivery, place, way.filter(_ -> post.replaces().isEmpty()));
            case Audience.Everyone _ -> post(delivery, place, way);
            case Audience.Only only when isApart(post, place) -> {
              SlackPlace direct = directPlace(only.account(), place);
              boolean stand = sendFiles(post, direct);
              yield afterFiles(
                  () ->
                      postTo(
                          only.account(),
                          stand ? delivery.withoutFiles() : delivery.linked(stock),
                          place,
                          way));
            }
            case Audience.Only only -> postTo(only.account(), delivery, place, way);
          };
      return receipt.toString();
    } catch (SlackRefusal e) {
      throw e.failure();
    }
  }

  /** Whether files of what is for one person go to them directly, apart from what is shown here. */
  private static boolean isApart(ChannelPost post, SlackPlace place) {
    return !place.isDirect() && !post.message().files().isEmpty();
  }

  /**
   * Before anything is shown, which can't be found again and would be shown once more with each
   * further try.
   *
   * @return false where Slack does not let us speak to them directly
   */
  private boolean sendFiles(ChannelPost post, SlackPlace direct) {
    try {
      Receipt.Posted _ = posts(direct).post(Delivery.filesOf(post), direct);
      return true;
    } catch (SlackRefusal e) {
      if (e.failure().remedy() == Remedy.GIVE_UP) {
        return false;
      }
      throw e;
    } catch (DeliveryFailedException e) {
      if (e.remedy() == Remedy.GIVE_UP) {
        return false;
      }
      throw e;
    }
  }

  /** The files stand there by now: a further try has to look for them. */
  private static Receipt afterFiles(Supplier<Receipt> post) {
    try {
      return post.get();
    } catch (DeliveryFailedException e) {
      if (e.remedy() == Remedy.REPEAT) {
        throw DeliveryFailedException.retryAfter(
            e.retryAfter().orElse(Duration.ZERO), String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  /**
   * What goes on between two, begun in a channel: whoever asked is told there where to look. That
   * is a courtesy, and not tried twice.
   */
  private Receipt direct(Delivery delivery, SlackPlace place, Optional<ResponseUrl> way) {
    Receipt.Posted posted = posts(place).post(delivery, place);
    way.ifPresent(it -> webs.answers().point(delivery.key(), it));
    return posted;
  }

  @Override
  public void point(Signpost signpost) {
    if (place(signpost.conversation()).isDirect()) {
      ResponseUrl.decode(signpost.answerBy().value())
          .ifPresent(way -> webs.answers().point(signpost.key(), way));
    }
  }

  /** Where the bot can't speak, whoever asked is told by the way that their request left open. */
  private Receipt post(Delivery delivery, SlackPlace place, Optional<ResponseUrl> way) {
    try {
      return posts(place).post(delivery, place);
    } catch (SlackRefusal e) {
      if (!e.isOfThePlace()) {
        throw e;
      }
      return answered(delivery.linked(stock), place, way).orElseThrow(() -> e);
    }
  }

  private Receipt postTo(
      Account account, Delivery delivery, SlackPlace place, Optional<ResponseUrl> way) {
    SlackPlace direct = directPlace(account, place);
    if (isPosted(delivery.replaced())) {
      return posts(direct).post(delivery, direct);
    }
    if (place.isDirect()) {
      return SlackAnswers.takes(delivery)
          ? answered(delivery, place, way).orElseGet(() -> posts(direct).post(delivery, direct))
          : direct(delivery, direct, way);
    }
    return answered(delivery, place, way.filter(it -> it.use() == Use.REPLACE))
        .orElseGet(() -> show(account, delivery, place, direct, way));
  }

  /** Shown where they are; where that can't be, by their request's own way, or directly. */
  private Receipt show(
      Account account,
      Delivery delivery,
      SlackPlace place,
      SlackPlace direct,
      Optional<ResponseUrl> way) {
    try {
      return posts(place).show(delivery, place, account.user());
    } catch (SlackRefusal e) {
      if (!e.isOfThePlace()) {
        throw e;
      }
      return answered(delivery, place, way.filter(it -> it.use() == Use.ADD))
          .orElseGet(() -> posts(direct).post(delivery, direct));
    }
  }

  private Optional<Receipt> answered(
      Delivery delivery, SlackPlace place, Optional<ResponseUrl> way) {
    return way.flatMap(it -> webs.answers().answer(delivery, place, it));
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
    PictureBlocks pictures = posts(place).pictures().inWords();
    Delivery whole = Delivery.of(post, Optional.empty(), pictures);
    boolean isApart = post.audience() instanceof Audience.Only && isApart(post, conversation);
    Delivery delivery = isApart ? whole.withoutFiles() : whole;
    try {
      Optional<Receipt.Posted> found = posts(place).find(delivery, place);
      if (isApart && found.isEmpty()) {
        Optional<Receipt.Posted> _ = posts(place).find(Delivery.filesOf(post), place);
      }
      return found.map(Receipt::toString);
    } catch (SlackRefusal e) {
      if (e.isOfThePlace() && post.answerBy().isPresent()) {
        return Optional.empty(); // what was said by the request's own way can't be looked for
      }
      throw e.failure();
    }
  }

  @Override
  public Optional<ConversationId> below(ChannelPost post, String receipt) {
    SlackPlace place = place(post.conversation());
    return place.isDirect() && Receipt.parse(receipt) instanceof Receipt.Posted(_, String timestamp)
        ? Optional.of(place.below(timestamp)).map(SlackPlace::conversation)
        : Optional.empty();
  }

  @Override
  public Optional<ConversationId> direct(Account account) {
    boolean isOurs =
        account.platform().equals(SlackPlace.PLATFORM)
            && settings.teams().contains(account.scope());
    if (!isOurs || !account.user().matches("[UW][A-Z0-9]{1,40}")) {
      return Optional.empty();
    }
    return Optional.of(SlackPlace.direct(account.scope(), account.user()).conversation());
  }

  /** Where only this account listens: where we are, if so, or its direct conversation. */
  private SlackPlace directPlace(Account account, SlackPlace conversation) {
    return direct(account)
        .map(SlackPlace::of)
        .map(direct -> direct.channel().equals(conversation.channel()) ? conversation : direct)
        .orElseThrow(
            () ->
                DeliveryFailedException.giveUp(
                    "posting to %s: it is no person of %s".formatted(account, settings.teams())));
  }

  private SlackPlace place(ConversationId conversation) {
    try {
      SlackPlace place = SlackPlace.of(conversation);
      if (settings.teams().contains(place.team())) {
        return place;
      }
    } catch (IllegalArgumentException e) {
      throw DeliveryFailedException.giveUp(
          "posting to %s: no place of Slack".formatted(conversation));
    }
    throw DeliveryFailedException.giveUp(
        "posting to %s: the app is known to be installed in %s; another workspace can't be reached"
            .formatted(conversation, settings.teams()));
  }
}

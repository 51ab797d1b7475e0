package dev.deskhand.teams;

import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.journal.Journal;
import dev.deskhand.permissions.Account;
import dev.deskhand.teams.wire.AdaptiveCard;
import dev.deskhand.teams.wire.AdaptiveCard.Readers;
import dev.deskhand.teams.wire.PartPosted;
import dev.deskhand.teams.wire.Reference;
import dev.deskhand.teams.wire.TeamsPlace;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Speaks in Teams through the Bot Connector, which has neither a key that makes a post happen once
 * nor a way to look whether one is there: a try whose answer was lost may show a message twice.
 * What takes several messages is remembered part by part, so that a further try posts only what is
 * missing. What is for one person is posted to them directly. There, Teams asks them whether they
 * want its files; elsewhere a link leads to the portal. Thread-safe.
 */
public final class TeamsChannel implements Channel {
  private final TeamsSettings settings;
  private final FileStock stock;
  private final References references;
  private final Parts parts;
  private final InstantSource clock;
  private @Nullable Connector connector;

  /** A channel that reaches whom {@code journal} remembers, and everybody of the tenants. */
  public TeamsChannel(
      TeamsSettings settings, FileStock stock, Journal journal, InstantSource clock) {
    this.settings = settings;
    this.stock = stock;
    this.references = new References(settings.organisation(), journal);
    this.parts = new Parts(settings.organisation(), journal);
    this.clock = clock;
  }

  /** Fetches the files that people attach. */
  public FileSource files() {
    return new TeamsFiles(settings, this::connector);
  }

  /** Sends files to those who want them. */
  TeamsUploads uploads(FrontDesk desk) {
    return new TeamsUploads(settings, this::connector, desk, stock);
  }

  /** Made for the first post: no start waits for its classes. */
  private synchronized Connector connector() {
    Connector made = connector == null ? new Connector(settings, clock) : connector;
    connector = made;
    return made;
  }

  @Override
  public String name() {
    return TeamsPlace.PLATFORM;
  }

  @Override
  public String post(ChannelPost post, Optional<String> replaced) {
    TeamsPlace place = place(post);
    Reference where = reference(place);
    List<String> activities = rendered(post, place);
    Map<Integer, String> standing = activities.size() > 1 ? parts.standing(post.key()) : Map.of();
    String what = "posting %s to %s".formatted(post.key(), place);
    Receipt first =
        standing.containsKey(1)
            ? new Receipt(where.conversation(), standing.get(1))
            : first(what, where, activities.getFirst(), replaced.map(Receipt::parse));
    if (activities.size() > 1) {
      int done = standing.size();
      if (done == 0) {
        parts.add(post.key(), 0, new PartPosted(1, first.activity()));
        done = 1;
      }
      for (int part = done + 1; part <= activities.size(); part++) {
        String id = connector().post(what, where, activities.get(part - 1));
        parts.add(post.key(), part - 1, new PartPosted(part, id));
      }
    }
    return first.toString();
  }

  private List<String> rendered(ChannelPost post, TeamsPlace place) {
    return AdaptiveCard.render(
        post.message(), place.isDirect() ? Readers.ONE : Readers.SEVERAL, stock);
  }

  /** Posts a message to somebody directly. */
  void show(Account account, String activity) {
    TeamsPlace place =
        directPlace(account)
            .orElseThrow(
                () ->
                    DeliveryFailedException.giveUp(
                        "showing %s their page: it is nobody of teams.tenants".formatted(account)));
    String _ = connector().post("showing a page to " + place, reference(place), activity);
  }

  FileStock stock() {
    return stock;
  }

  /** In place of an earlier one, if that is still there. */
  private Receipt first(String what, Reference where, String activity, Optional<Receipt> old) {
    if (old.isPresent()) {
      Reference there = new Reference(where.service(), old.get().conversation());
      if (connector().replace(what, there, old.get().activity(), activity)) {
        return old.get();
      }
    }
    return new Receipt(where.conversation(), connector().post(what, where, activity));
  }

  @Override
  public Optional<String> find(ChannelPost post) {
    int wanted = rendered(post, place(post)).size();
    Map<Integer, String> standing = wanted > 1 ? parts.standing(post.key()) : Map.of();
    return Optional.ofNullable(standing.get(1))
        .filter(first -> standing.size() == wanted)
        .map(first -> new Receipt(reference(place(post)).conversation(), first).toString());
  }

  @Override
  public Optional<ConversationId> direct(Account account) {
    return directPlace(account).map(TeamsPlace::conversationId);
  }

  private Optional<TeamsPlace> directPlace(Account account) {
    boolean isOurs =
        account.platform().equals(TeamsPlace.PLATFORM)
            && settings.tenants().contains(account.scope())
            && TeamsPlace.isGuid(account.user());
    return isOurs
        ? Optional.of(TeamsPlace.direct(account.scope(), account.user()))
        : Optional.empty();
  }

  private Reference reference(TeamsPlace place) {
    Optional<Reference> known = references.of(place);
    if (known.isPresent()) {
      return known.get();
    }
    if (!place.isDirect()) {
      throw DeliveryFailedException.giveUp(
          "posting to " + place + ": the bot was never there, so how it is reached is unknown");
    }
    Reference opened = connector().open("opening the conversation with " + place, place);
    references.learn(place, opened);
    return opened;
  }

  private TeamsPlace place(ChannelPost post) {
    return switch (post.audience()) {
      case Audience.Everyone _ -> place(post.conversation());
      case Audience.Only only ->
          directPlace(only.account())
              .orElseThrow(
                  () ->
                      DeliveryFailedException.giveUp(
                          "posting to %s: it is nobody of teams.tenants"
                              .formatted(only.account())));
    };
  }

  private TeamsPlace place(ConversationId conversation) {
    try {
      TeamsPlace place = TeamsPlace.of(conversation);
      if (settings.tenants().contains(place.tenant())) {
        return place;
      }
    } catch (IllegalArgumentException e) {
      throw DeliveryFailedException.giveUp(
          "posting to %s: no place of Teams".formatted(conversation));
    }
    throw DeliveryFailedException.giveUp(
        "posting to %s: its tenant is not among teams.tenants".formatted(conversation));
  }
}

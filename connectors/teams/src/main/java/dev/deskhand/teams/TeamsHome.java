package dev.deskhand.teams;

import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.Account;
import dev.deskhand.teams.wire.Answers;
import dev.deskhand.teams.wire.HomeCard;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People's own pages, as cards. To show one changes nothing, so that it is not stored, but tried
 * for some minutes ({@link Persistence}). Thread-safe.
 */
final class TeamsHome {
  private static final Logger LOG = LoggerFactory.getLogger(TeamsHome.class);
  private static final List<Message> NOT_YET =
      List.of(Message.text("I am just starting. Press **Refresh** in a moment."));

  /** So many people are shown their page at once; more have to ask again. */
  private static final int MOST_AT_ONCE = 64;

  private static final int REMEMBERED = 10_000;

  /** The page that each wants next, of those that one is being posted to. */
  private final Map<Account, OptionalInt> showing = new HashMap<>();

  /** Ids of deliveries that were worked, the oldest first. */
  private final LinkedHashSet<String> worked = new LinkedHashSet<>();

  private final FrontDesk desk;
  private final TeamsChannel channel;

  TeamsHome(FrontDesk desk, TeamsChannel channel) {
    this.desk = desk;
    this.channel = channel;
  }

  /**
   * Posts a page of it to its owner, soon; returns at once. One at a time: of what they ask for
   * meanwhile, the last is posted then.
   *
   * @param delivery what is delivered again is posted once
   */
  void show(Account by, int page, String delivery) {
    if (isBegun(by, page, delivery)) {
      begin(by, page);
    }
  }

  private synchronized boolean isBegun(Account by, int page, String delivery) {
    if (!worked.add(delivery)) {
      return false;
    }
    if (worked.size() > REMEMBERED) {
      worked.removeFirst();
    }
    if (showing.containsKey(by)) {
      showing.put(by, OptionalInt.of(page));
      return false;
    }
    if (showing.size() == MOST_AT_ONCE) {
      LOG.warn("teams home of {} not shown: too many are asked for at once", by);
      return false;
    }
    showing.put(by, OptionalInt.empty());
    return true;
  }

  private void begin(Account by, int page) {
    Persistence.with(
            "home of " + by,
            () -> channel.show(by, HomeCard.activity(of(by), page, channel.stock())),
            () -> next(by).ifPresent(wanted -> begin(by, wanted)))
        .start();
  }

  private synchronized OptionalInt next(Account by) {
    OptionalInt wanted = Optional.ofNullable(showing.remove(by)).orElse(OptionalInt.empty());
    if (wanted.isPresent()) {
      showing.put(by, OptionalInt.empty());
    }
    return wanted;
  }

  /** A page of it as it is now, as the answer to whoever sees it. */
  String seen(Account by, int page) {
    return Answers.home(of(by), page, channel.stock());
  }

  private List<Message> of(Account by) {
    return desk.home(by).orElse(NOT_YET);
  }
}

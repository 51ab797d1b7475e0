package dev.deskhand.teams;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.Account;
import dev.deskhand.teams.wire.Answers;
import dev.deskhand.teams.wire.HomeCard;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People's own pages, as cards. To show one changes nothing, so that it is not stored: where it
 * does not arrive, they ask again. Thread-safe.
 */
final class TeamsHome {
  private static final Logger LOG = LoggerFactory.getLogger(TeamsHome.class);
  private static final List<Message> NOT_YET =
      List.of(Message.text("I am just starting. Press **Refresh** in a moment."));

  private final FrontDesk desk;
  private final TeamsChannel channel;

  TeamsHome(FrontDesk desk, TeamsChannel channel) {
    this.desk = desk;
    this.channel = channel;
  }

  /** Posts a page of it to its owner, soon; returns at once. */
  void show(Account by, int page) {
    var _ = Thread.ofVirtual().name("teams-home").start(() -> post(by, page));
  }

  private void post(Account by, int page) {
    try {
      channel.show(by, HomeCard.activity(of(by), page, channel.stock()));
    } catch (DeliveryFailedException e) {
      LOG.info("teams home of {} not shown: {}", by, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("teams home of {} not shown", by, e);
    }
  }

  /** A page of it as it is now, as the answer to whoever sees it. */
  String seen(Account by, int page) {
    return Answers.home(of(by), page, channel.stock());
  }

  private List<Message> of(Account by) {
    return desk.home(by).orElse(NOT_YET);
  }
}

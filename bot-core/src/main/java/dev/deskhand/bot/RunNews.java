package dev.deskhand.bot;

import dev.deskhand.bot.message.FrontDesk.News;
import dev.deskhand.bot.message.Message;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Whose pages runs have changed. Each look reads the runs once, however many people look at their
 * pages. Owned by one thread.
 */
final class RunNews implements News {
  private final TenantId tenant;
  private final IdentityDirectory people;
  private final Portal portal;
  private Map<RunId, Long> seen = Map.of();

  RunNews(TenantId tenant, IdentityDirectory people, Portal portal) {
    this.tenant = tenant;
    this.people = people;
    this.portal = portal;
  }

  @Override
  public BiPredicate<Account, List<Message>> next() {
    List<StoredRun> runs = portal.recent(tenant);
    List<StoredRun> changed = runs.stream().filter(this::isNew).toList();
    Map<RunId, Long> now = new HashMap<>();
    runs.forEach(run -> now.put(run.id(), run.sequence()));
    seen = now;
    return (account, page) ->
        !changed.isEmpty()
            && people
                .principal(tenant, account)
                .filter(by -> changed.stream().anyMatch(run -> concerns(by, run, page)))
                .isPresent();
  }

  private boolean isNew(StoredRun run) {
    return !Long.valueOf(run.sequence()).equals(seen.get(run.id()));
  }

  /** Whether it stands there already, or would now. */
  private boolean concerns(Principal by, StoredRun run, List<Message> page) {
    return run.run().request().requester().equals(by.id())
        || page.stream().anyMatch(message -> mentions(message, run.id().value()))
        || portal.waits(by, run);
  }

  private static boolean mentions(Message message, String run) {
    return message.text().contains(run)
        || message.buttons().stream().anyMatch(it -> it.action().ids().contains(run));
  }
}

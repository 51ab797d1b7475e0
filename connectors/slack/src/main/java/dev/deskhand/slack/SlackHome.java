package dev.deskhand.slack;

import com.slack.api.methods.Methods;
import com.slack.api.model.view.View;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.Account;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People's own pages, the Home tab. One is drawn whenever somebody opens it, and again while they
 * may be looking at it and what it shows has changed. It only shows what is stored elsewhere, so
 * that nothing is lost when this process ends: it is drawn when it is opened again. Thread-safe.
 */
final class SlackHome implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackHome.class);
  private static final Duration WATCHED = Duration.ofMinutes(30);
  private static final Duration STALE = Duration.ofMinutes(5);
  private static final int MOST_WATCHED = 1_000;
  private static final Pauses.Slot PUBLISH = new Pauses.Slot(Methods.VIEWS_PUBLISH, "");

  private final SlackSettings settings;
  private final FrontDesk desk;
  private final Duration pulse;
  private final BlockingQueue<Account> opened = new LinkedBlockingQueue<>(MOST_WATCHED);
  private @Nullable Thread worker;
  private boolean isClosed;

  SlackHome(SlackSettings settings, FrontDesk desk, Duration pulse) {
    this.settings = settings;
    this.desk = desk;
    this.pulse = pulse;
  }

  /** Draws somebody's page soon; returns at once. */
  synchronized void opened(Account by) {
    if (isClosed) {
      return;
    }
    if (worker == null) {
      worker = Thread.ofVirtual().name("slack-home").start(() -> new Watch().run());
    }
    if (!opened.offer(by)) {
      LOG.warn("slack home of {} not drawn: too many were opened at once", by);
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (worker != null) {
      worker.interrupt();
    }
  }

  /**
   * What somebody sees. Times are by the clock of {@link System#nanoTime}.
   *
   * @param until by when it is no longer looked after
   * @param drawn when it was looked at last
   */
  private record Seen(long until, long drawn, Optional<List<Message>> page) {
    /** What changes without a run, such as the catalogue, is shown after so long. */
    boolean isOld(long now) {
      return page.isEmpty() || now - drawn > STALE.toNanos();
    }
  }

  /** All that one thread knows of who looks at what. */
  private final class Watch {
    private final SlackWebs webs = new SlackWebs(settings, SlackClients.PATIENCE);
    private final Map<Account, Seen> watched = new LinkedHashMap<>();
    private Optional<FrontDesk.News> news = Optional.empty();
    private long next = System.nanoTime();

    void run() {
      try {
        while (true) {
          long left = watched.isEmpty() ? Long.MAX_VALUE : next - System.nanoTime();
          Account by = opened.poll(left, TimeUnit.NANOSECONDS);
          if (by != null) {
            opened(by);
          } else {
            next = System.nanoTime() + pulse.toNanos();
            lookAfter();
          }
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private void opened(Account by) {
      if (watched.size() == MOST_WATCHED) {
        watched.remove(watched.keySet().iterator().next());
      }
      watched.remove(by);
      long now = System.nanoTime();
      draw(by, new Seen(now + WATCHED.toNanos(), now, Optional.empty()));
    }

    private void lookAfter() {
      long now = System.nanoTime();
      watched.values().removeIf(seen -> seen.until() - now < 0);
      BiPredicate<Account, List<Message>> changed = news();
      Map.copyOf(watched)
          .forEach(
              (by, seen) -> {
                if (seen.isOld(now) || changed.test(by, seen.page().orElseThrow())) {
                  draw(by, seen);
                }
              });
    }

    private BiPredicate<Account, List<Message>> news() {
      try {
        news = news.isEmpty() ? Optional.of(desk.news()) : news;
        return news.get().next();
      } catch (RuntimeException e) {
        LOG.error("what changed is not known, so that every page is drawn", e);
        return (_, _) -> true;
      }
    }

    /** What could not be drawn is tried again with the next pulse. */
    private void draw(Account by, Seen seen) {
      try {
        Optional<List<Message>> page = desk.home(by);
        if (page.isPresent() && !page.equals(seen.page())) {
          publish(by, HomeView.of(page.get()));
        }
        watched.put(by, new Seen(seen.until(), System.nanoTime(), page));
      } catch (DeliveryFailedException e) {
        LOG.info("slack home not drawn, will be: {}", e.getMessage());
        next = System.nanoTime() + e.retryAfter().orElse(pulse).toNanos();
        watched.put(by, new Seen(seen.until(), seen.drawn(), Optional.empty()));
      } catch (SlackRefusal e) {
        LOG.warn("slack home not drawn: {}", e.failure().getMessage());
        watched.remove(by);
      } catch (RuntimeException e) {
        LOG.error("slack home of {} not drawn", by, e);
        watched.remove(by);
      }
    }

    private void publish(Account by, View view) {
      var _ =
          webs.of(by.scope())
              .callOnce(
                  "drawing the page of " + by,
                  PUBLISH,
                  methods -> methods.viewsPublish(r -> r.userId(by.user()).view(view)));
    }
  }
}

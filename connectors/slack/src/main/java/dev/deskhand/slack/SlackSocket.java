package dev.deskhand.slack;

import com.slack.api.Slack;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Interior;
import dev.deskhand.slack.SlackSettings.Intake;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears Slack over a connection of our own, Socket Mode, for installations that Slack can't reach
 * (https://docs.slack.dev/apis/events-api/using-socket-mode). What is heard is acknowledged once it
 * is stored, so that nothing gets lost with a connection: Slack sends what was not acknowledged
 * again. When Slack announces an end, the next connection is open before the old one is closed.
 *
 * <p>It is the JDK's own WebSocket, so that this way in brings no library.
 */
public final class SlackSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SlackSettings settings;
  private final String appToken;
  private final Interior interior;
  private final Duration pulse;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Optional<Thread> worker = Optional.empty();
  private volatile @Nullable SlackConnection listening;

  /** A connection that is not opened yet. */
  public SlackSocket(SlackSettings settings, Intake.Socket socket, Interior interior) {
    this(settings, socket, interior, Duration.ofSeconds(3));
  }

  /**
   * One with a pulse of its own.
   *
   * @param pulse how often it is asked whether Slack is there; after three that are not answered
   *     the connection counts as lost
   */
  SlackSocket(SlackSettings settings, Intake.Socket socket, Interior interior, Duration pulse) {
    this.settings = settings;
    this.appToken = socket.appToken();
    this.interior = interior;
    this.pulse = pulse;
  }

  /** Connects, and stays connected; returns at once. */
  public synchronized void start() {
    if (worker.isEmpty()) {
      worker = Optional.of(Thread.ofVirtual().name("slack-socket").start(this::work));
    }
  }

  private void work() {
    try (BoltBridge bolt = BoltBridge.into(settings, interior)) {
      work(bolt);
    }
  }

  private void work(BoltBridge bolt) {
    Slack slack = SlackClients.create(settings, PATIENCE);
    SlackWeb web = new SlackWeb(slack, appToken);
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      Optional<SlackConnection> current = connected(web, http, bolt);
      while (current.isPresent()) {
        listening = current.get();
        String end = current.get().awaitEnd(pulse, closing);
        LOG.info("slack connection ends: {}", end);
        Optional<SlackConnection> next = connected(web, http, bolt);
        current.get().close();
        current = next;
      }
      http.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries until there is a connection; empty when this is closed. */
  private Optional<SlackConnection> connected(SlackWeb web, HttpClient http, BoltBridge bolt)
      throws InterruptedException {
    Duration pause = SHORTEST_PAUSE;
    while (closing.getCount() > 0) {
      Optional<Duration> asked = Optional.empty();
      try {
        SlackConnection made = SlackConnection.open(http, address(web), bolt, PATIENCE);
        LOG.info("slack connected");
        return Optional.of(made);
      } catch (SlackRefusal e) {
        LOG.error("slack connection refused: {}", e.failure().getMessage());
      } catch (DeliveryFailedException e) {
        LOG.warn("slack not connected: {}", e.getMessage());
        asked = e.retryAfter();
      } catch (SlackConnection.LostException e) {
        LOG.warn("slack not connected: {}", e.getMessage());
      }
      boolean _ = closing.await(asked.orElse(pause).toMillis(), TimeUnit.MILLISECONDS);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
    return Optional.empty();
  }

  private static URI address(SlackWeb web) {
    String url =
        web.call(
                "asking Slack for a connection",
                methods -> methods.appsConnectionsOpen(request -> request))
            .getUrl();
    URI address = URI.create(url);
    if (!"wss".equals(address.getScheme()) && !SlackSettings.isLocal(address)) {
      throw new SlackConnection.LostException("Slack named an address without TLS");
    }
    return address;
  }

  /** Hangs up; what was heard and not stored comes again elsewhere. */
  @Override
  public void close() {
    closing.countDown();
    SlackConnection last = listening;
    if (last != null) {
      last.leave();
    }
    synchronized (this) {
      worker.ifPresent(
          thread -> {
            try {
              thread.join(PATIENCE);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }
}

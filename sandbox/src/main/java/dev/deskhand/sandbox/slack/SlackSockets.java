package dev.deskhand.sandbox.slack;

import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.http.WebSocketPeer;
import dev.deskhand.sandbox.http.WebSocketServer;
import dev.deskhand.sandbox.slack.wire.Envelopes;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Slack's side of Socket Mode: each address is good for one connection, of which there may be
 * {@link #MOST}, an envelope has to be acknowledged within {@link #PATIENCE}, by its id and once.
 * What an app says besides is kept as an oddity. Thread-safe.
 */
public final class SlackSockets implements SlackTransport {
  /** Slack waits three seconds; so long has an app to store what it heard. */
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  /**
   * So many connections an app may have (https://docs.slack.dev/apis/events-api/using-socket-mode).
   */
  public static final int MOST = 10;

  private static final Duration UNTIL_CONNECTED = Duration.ofSeconds(30);
  private static final int UNACKNOWLEDGED = 503;

  private final Set<String> tickets = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<WebSocketPeer> free = new LinkedBlockingQueue<>();
  private final List<WebSocketPeer> peers = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean hangsUp = new AtomicBoolean();
  private final List<String> oddities = new CopyOnWriteArrayList<>();
  private final List<WebSocketPeer> ways = new CopyOnWriteArrayList<>();
  private final WebSocketServer server = WebSocketServer.start(this::admits, new Ears());

  /** Hears what apps say. */
  private final class Ears implements WebSocketServer.Handler {
    @Override
    public synchronized void opened(WebSocketPeer peer) {
      if (peers.size() == MOST) {
        peer.send(Envelopes.disconnect("too_many_websockets"));
        peer.drop();
        return;
      }
      peers.add(peer);
      peer.send(Envelopes.hello(peers.size()));
      free.add(peer);
    }

    @Override
    public void heard(WebSocketPeer peer, String text) {
      Envelopes.acknowledgement(text)
          .ifPresentOrElse(SlackSockets.this::acknowledged, () -> oddities.add(text));
    }

    @Override
    public void ended(WebSocketPeer peer) {
      peers.remove(peer);
      boolean _ = free.remove(peer);
    }
  }

  /** An address for one connection. */
  String address() {
    String ticket = UUID.randomUUID().toString();
    tickets.add(ticket);
    return server.uri() + "/link/?ticket=" + ticket + "&app_id=A0DESKHAND";
  }

  private boolean admits(String path) {
    return tickets.removeIf(
        ticket -> path.equals("/link/?ticket=" + ticket + "&app_id=A0DESKHAND"));
  }

  private void acknowledged(Envelopes.Acknowledgement answer) {
    CompletableFuture<String> waiter = waiting.remove(answer.envelopeId());
    if (waiter == null) {
      oddities.add("acknowledged again, or late, or never sent: " + answer.envelopeId());
      return;
    }
    waiter.complete(answer.payload());
  }

  /** Those who are connected now. */
  public List<WebSocketPeer> peers() {
    return List.copyOf(peers);
  }

  /** Which connection each envelope took, oldest first; they take turns. */
  public List<WebSocketPeer> ways() {
    return List.copyOf(ways);
  }

  /** What no app should say. */
  public List<String> oddities() {
    return List.copyOf(oddities);
  }

  /**
   * The next envelope is sent, and the line breaks before anything can be answered: then nobody
   * knows whether it was heard.
   */
  public void hangUpOnNext() {
    hangsUp.set(true);
  }

  /** Hangs up on all that are connected, without a word. */
  public void drop() {
    peers.forEach(
        peer -> {
          boolean _ = free.remove(peer);
          peer.drop();
        });
  }

  /** Says nothing more to those who are connected, as if the line were broken. */
  public void fallSilent() {
    peers.forEach(
        peer -> {
          boolean _ = free.remove(peer);
          peer.fallSilent();
        });
  }

  /** Says to all that are connected that Slack is about to hang up. */
  public void announceEnd(String reason) {
    peers.forEach(
        peer -> {
          boolean _ = free.remove(peer);
          peer.send(Envelopes.disconnect(reason));
        });
  }

  /** Waits for a connection on which nobody was told of its end. */
  public WebSocketPeer await() {
    try {
      WebSocketPeer peer = free.poll(UNTIL_CONNECTED.toMillis(), TimeUnit.MILLISECONDS);
      if (peer == null) {
        throw new SandboxFailure("no app connected within " + UNTIL_CONNECTED);
      }
      free.add(peer);
      return peer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("waiting for a connection was interrupted", e);
    }
  }

  /** Answers 503 where no acknowledgement came in time: then Slack would try again. */
  @Override
  public AppAnswer carry(SignedDelivery signed) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<String> waiter = new CompletableFuture<>();
    boolean hangsUpNow = hangsUp.getAndSet(false);
    waiting.put(id, hangsUpNow ? new CompletableFuture<>() : waiter);
    long before = System.nanoTime();
    try {
      WebSocketPeer peer = await();
      ways.add(peer);
      peer.send(envelope(id, signed));
      if (hangsUpNow) {
        boolean _ = free.remove(peer);
        peer.drop();
      }
      String payload = waiter.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new AppAnswer(200, payload, Duration.ofNanos(System.nanoTime() - before));
    } catch (TimeoutException | UncheckedIOException e) {
      waiting.remove(id);
      return new AppAnswer(UNACKNOWLEDGED, "", Duration.ofNanos(System.nanoTime() - before));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("waiting for an acknowledgement was interrupted", e);
    } catch (ExecutionException e) {
      throw new SandboxFailure("waiting for an acknowledgement failed", e);
    }
  }

  private static String envelope(String id, SignedDelivery signed) {
    SlackDelivery delivery = signed.delivery();
    int retries = Integer.parseInt(signed.headers().getOrDefault("X-Slack-Retry-Num", "0"));
    return switch (delivery.kind()) {
      case EVENT -> Envelopes.event(id, delivery.body(), retries);
      case COMMAND -> Envelopes.command(id, delivery.body());
      case INTERACTIVITY -> Envelopes.interaction(id, delivery.body());
    };
  }

  @Override
  public void close() {
    server.close();
  }
}

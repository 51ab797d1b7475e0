package dev.deskhand.slack;

import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Sha256;
import dev.deskhand.slack.wire.MalformedBodyException;
import dev.deskhand.slack.wire.SlackBody;
import dev.deskhand.slack.wire.SocketMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to Slack, from its hello to its end. */
final class SlackConnection implements WebSocket.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackConnection.class);
  private static final int LONGEST = 4 << 20;
  private static final int BEATS = 3;

  /** Slack hangs on to a delivery for three seconds. */
  private static final Duration TO_LEAVE = Duration.ofSeconds(3);

  private final BoltBridge bolt;
  private final ReentrantLock sending = new ReentrantLock();
  private final StringBuilder text = new StringBuilder();
  private final CompletableFuture<Boolean> greeted = new CompletableFuture<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile long lastSign = System.nanoTime();
  private volatile @Nullable WebSocket socket;

  private SlackConnection(BoltBridge bolt) {
    this.bolt = bolt;
  }

  /** There is no connection. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LostException(String message) {
      super(message);
    }
  }

  /**
   * Connects, and waits for Slack's hello.
   *
   * @throws LostException if that does not come in time
   */
  static SlackConnection open(HttpClient http, URI address, BoltBridge bolt, Duration patience)
      throws InterruptedException {
    SlackConnection made = new SlackConnection(bolt);
    CompletableFuture<WebSocket> opening =
        http.newWebSocketBuilder().connectTimeout(patience).buildAsync(address, made);
    try {
      made.socket = opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      CompletableFuture<Void> _ =
          made.ended.thenAccept(why -> made.greeted.completeExceptionally(new LostException(why)));
      boolean _ = made.greeted.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return made;
    } catch (ExecutionException | TimeoutException e) {
      made.close();
      throw new LostException(address.getHost() + " was not reached, or did not say hello: " + e);
    }
  }

  /**
   * Listens until the end comes or is announced; in the latter case it goes on listening.
   *
   * @param closing ends it, too
   * @return why
   */
  String awaitEnd(Duration pulse, CountDownLatch closing) throws InterruptedException {
    while (closing.getCount() > 0) {
      try {
        return ended.get(pulse.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() - lastSign > pulse.multipliedBy(BEATS).toNanos()) {
          return "Slack has said nothing for a while";
        }
        ping();
      } catch (ExecutionException e) {
        throw new IllegalStateException("an end is a text", e);
      }
    }
    return "it is closed";
  }

  /**
   * A line that broke while something was under way may never be told to us: then a ping does not
   * leave, or the socket knows its end.
   */
  private void ping() {
    WebSocket to = socket;
    if (to == null) {
      return;
    }
    if (to.isInputClosed() || to.isOutputClosed()) {
      ended.complete("it was closed");
      return;
    }
    CompletableFuture<WebSocket> _ =
        to.sendPing(ByteBuffer.allocate(0))
            .whenComplete(
                (_, error) -> {
                  if (error != null) {
                    ended.complete("a ping did not leave: " + error);
                  }
                });
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    lastSign = System.nanoTime();
    text.append(part);
    if (text.length() > LONGEST) {
      ended.complete("a message was too long");
      from.abort();
      return null;
    }
    if (last) {
      String whole = text.toString();
      text.setLength(0);
      hear(from, whole);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    lastSign = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    lastSign = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    ended.complete("Slack hung up with " + status);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    ended.complete("it broke: " + error);
  }

  private void hear(WebSocket from, String message) {
    try {
      switch (SocketMessage.read(message)) {
        case SocketMessage.Hello _ -> greeted.complete(true);
        case SocketMessage.Goodbye(String reason) ->
            ended.complete("Slack announced it: " + reason);
        case SocketMessage.Other(String id) -> acknowledge(from, id, "");
        case SocketMessage.Envelope envelope -> take(from, envelope);
      }
    } catch (MalformedBodyException e) {
      LOG.warn("slack message not understood: {}", e.getMessage());
    }
  }

  /**
   * What somebody presses may have to be answered with a form, which is a call to Slack: nothing
   * else waits for that. All else is stored in the order in which it came.
   */
  private void take(WebSocket from, SocketMessage.Envelope envelope) {
    try {
      SlackBody body = SlackBody.read(envelope.body().getBytes(StandardCharsets.UTF_8));
      if (body.kind() == SlackBody.Kind.BLOCK_ACTIONS
          || body.kind() == SlackBody.Kind.MESSAGE_ACTION
          || body.kind() == SlackBody.Kind.BLOCK_SUGGESTION) {
        Thread.ofVirtual().name("slack-press").start(() -> answer(from, envelope, body));
      } else {
        answer(from, envelope, body);
      }
    } catch (MalformedBodyException e) {
      LOG.warn("slack request refused: {}", e.getMessage());
      acknowledge(from, envelope.id(), "");
    }
  }

  /** What is refused is acknowledged, too: it would be the same when it came again. */
  private void answer(WebSocket from, SocketMessage.Envelope envelope, SlackBody body) {
    String answer = "";
    try {
      answer =
          Optional.ofNullable(bolt.answer(body, Sha256.hex(envelope.body())).getBody()).orElse("");
    } catch (ForeignTeamException | MalformedBodyException e) {
      LOG.warn("slack request refused: {}", e.getMessage());
    } catch (JournalException e) {
      LOG.error("slack request not stored, and not acknowledged, so that it comes again", e);
      return;
    } catch (RuntimeException e) {
      LOG.error("slack request broke the connector, and is not acknowledged", e);
      return;
    }
    acknowledge(from, envelope.id(), answer);
  }

  /**
   * Waits until it is sent: one text after the other. The client may never say that a line broke
   * under what it sends.
   */
  private void acknowledge(WebSocket to, String id, String payload) {
    sending.lock();
    try {
      if (!id.isEmpty() && !to.isOutputClosed()) {
        var _ =
            to.sendText(SocketMessage.acknowledgement(id, payload), true)
                .get(TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      ended.complete("an acknowledgement did not leave: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sending.unlock();
    }
  }

  /** Whoever listens until the end is not to wait for it any more. */
  void leave() {
    ended.complete("it is closed");
  }

  /** Hangs up. */
  @Override
  public void close() {
    WebSocket left = socket;
    if (left != null) {
      CompletableFuture<WebSocket> _ = left.sendClose(WebSocket.NORMAL_CLOSURE, "");
      left.abort();
    }
  }
}

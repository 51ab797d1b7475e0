package dev.deskhand.torture;

import dev.deskhand.torture.Received.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The way to one space of the world, for one process. Thread-safe. */
final class Outside {
  /** Longer than a healthy answer takes, on any machine; what is silent stays silent. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration LONGER_PATIENCE = Duration.ofSeconds(2);
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(20);

  private final Whereabouts where;
  private final String space;
  private final String sender;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

  /**
   * A way.
   *
   * @param sender how the world records this process
   */
  Outside(Whereabouts where, String space, String sender) {
    this.where = where;
    this.space = space;
    this.sender = sender;
  }

  /** The same world and space for another process. */
  Outside as(String other) {
    return new Outside(where, space, other);
  }

  /** How attempts get there. */
  Way way() {
    return where.wires().<Way>map(it -> new Shipped(this, it)).orElseGet(() -> new Line(this));
  }

  String sender() {
    return sender;
  }

  String space() {
    return space;
  }

  Whereabouts where() {
    return where;
  }

  /** Begins the space anew, with targets that are in bad moods so often of a hundred times. */
  void open(long seed, int badness) {
    require(ask(LONG_PATIENCE, "open", Long.toString(seed), Integer.toString(badness)));
  }

  /**
   * The same of a space to which attempts come by the shipped actions.
   *
   * @param server where the company's database gets a schema of its own, as a JDBC URL
   */
  void open(long seed, int badness, String server) {
    require(ask(LONG_PATIENCE, "open", Long.toString(seed), Integer.toString(badness), server));
  }

  /** Returns when nothing is on its way any more that nobody waits for. */
  void rest() {
    require(ask(LONG_PATIENCE, "rest"));
  }

  void close() {
    require(ask(LONG_PATIENCE, "close"));
    Connection line = idle.poll();
    while (line != null) {
      line.close();
      line = idle.poll();
    }
  }

  /** How long an answer to an attempt is waited for. */
  Duration patience() {
    return isFlaky() ? PATIENCE : LONG_PATIENCE;
  }

  /** The same, of a protocol in which there is much to say before. */
  Duration longerPatience() {
    return isFlaky() ? LONGER_PATIENCE : LONG_PATIENCE;
  }

  private boolean isFlaky() {
    return space.startsWith("flaky");
  }

  Reply effect(String key, int attempt, String effect, long epoch) {
    return ask(
        patience(), "effect", key, Integer.toString(attempt), effect, Long.toString(epoch), sender);
  }

  Reply probe(String key, int attempt, String effect) {
    return ask(LONG_PATIENCE, "probe", key, Integer.toString(attempt), effect, "0", sender);
  }

  boolean happened(String key) {
    return ask(LONG_PATIENCE, "look", key) == Reply.HAPPENED;
  }

  void take(Kind kind, String key, String what) {
    require(ask(LONG_PATIENCE, kind.name(), key, "0", what, "0", sender));
  }

  /** Has the world know what it knew in another space. */
  void remember(Received received) {
    require(
        ask(
            LONG_PATIENCE,
            "remember",
            received.key(),
            Integer.toString(received.attempt()),
            received.what(),
            Long.toString(received.epoch()),
            received.sender(),
            received.kind().name(),
            received.fate().name()));
  }

  boolean has(Kind kind, String key) {
    return ask(LONG_PATIENCE, "find", key, kind.name()) == Reply.HAPPENED;
  }

  private static void require(Reply reply) {
    if (reply != Reply.DONE) {
      throw new IllegalStateException("the world itself is in trouble: " + reply);
    }
  }

  private Reply ask(Duration patience, String... words) {
    try {
      Connection line =
          Optional.ofNullable(idle.poll()).orElseGet(() -> new Connection(where.lines()));
      Reply reply = line.ask(space + "\t" + String.join("\t", words), patience);
      if (reply == Reply.CUT || reply == Reply.SILENCE) {
        line.close();
      } else {
        idle.add(line);
      }
      return reply;
    } catch (UncheckedIOException _) {
      return Reply.CUT;
    }
  }

  /** One connection. */
  private static final class Connection {
    private final Socket socket;
    private final BufferedReader in;

    Connection(int port) {
      try {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Reply ask(String question, Duration patience) {
      try {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
        String answer = in.readLine();
        return answer == null ? Reply.CUT : Reply.valueOf(answer);
      } catch (SocketTimeoutException _) {
        return Reply.SILENCE;
      } catch (IOException _) {
        return Reply.CUT;
      }
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package dev.deskhand.torture;

import dev.deskhand.torture.Received.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The way to one space of the world, for one process. Thread-safe. */
final class Outside {
  /** Longer than a healthy answer takes, on any machine; what is silent stays silent. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration LONG_PATIENCE = Duration.ofSeconds(20);

  private final Ports ports;
  private final String space;
  private final String sender;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

  /**
   * Where the world is.
   *
   * @param lines where it is asked by lines of text
   * @param http where attempts come by HTTP; none where they don't
   */
  record Ports(int lines, OptionalInt http) {}

  /** A way on which attempts go by lines of text. */
  Outside(int port, String space, String sender) {
    this(new Ports(port, OptionalInt.empty()), space, sender);
  }

  /**
   * A way.
   *
   * @param sender how the world records this process
   */
  Outside(Ports ports, String space, String sender) {
    this.ports = ports;
    this.space = space;
    this.sender = sender;
  }

  /** The same world and space for another process. */
  Outside as(String other) {
    return new Outside(ports, space, other);
  }

  /** How attempts get there. */
  Way way() {
    return ports.http().isPresent() ? new OverHttp(this) : new Line(this);
  }

  /** Where attempts come by HTTP. */
  URI url() {
    return URI.create("http://127.0.0.1:" + ports.http().orElseThrow());
  }

  String sender() {
    return sender;
  }

  String space() {
    return space;
  }

  int port() {
    return ports.lines();
  }

  /** Begins the space anew, with targets that are in bad moods so often of a hundred times. */
  void open(long seed, int badness) {
    require(ask(LONG_PATIENCE, "open", Long.toString(seed), Integer.toString(badness)));
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
    return space.startsWith("flaky") ? PATIENCE : LONG_PATIENCE;
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
          Optional.ofNullable(idle.poll()).orElseGet(() -> new Connection(ports.lines()));
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

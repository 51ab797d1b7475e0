package dev.deskhand.torture;

import dev.deskhand.torture.Received.Fate;
import dev.deskhand.torture.Received.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The outside: a process of its own that plays targets, chat and help desk for any number of
 * databases. It has each thing that reaches it on its disk before it answers. One line a question,
 * one word an answer: {@code SPACE VERB KEY …}, parted by tabs.
 */
final class World {
  private static final Pattern TAB = Pattern.compile("\t");
  private static final int BACKLOG = 200;

  private final Path folder;
  private final Map<String, Space> spaces = new ConcurrentHashMap<>();
  private final Map<String, Premises> premises = new ConcurrentHashMap<>();

  private World(Path folder) {
    this.folder = folder;
  }

  /** Serves until the input ends, with which whoever started it has ended too. */
  static void serve(Path folder) throws IOException {
    World world = new World(folder);
    try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> world.accept(server));
      System.out.println(world.open(server.getLocalPort()).word());
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private Whereabouts open(int lines) throws IOException {
    SshFace ssh = SshFace.open(this::premises);
    return new Whereabouts(
        lines,
        Optional.of(
            new Whereabouts.Wires(
                HttpFace.open(this::reply),
                SqlFace.open(this::premises),
                ssh.port(),
                ssh.hostKey())));
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (IOException _) {
      return;
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = socket.getOutputStream();
      String line = in.readLine();
      while (line != null) {
        Reply reply = reply(TAB.splitAsStream(line).toList());
        if (reply == Reply.CUT) {
          return;
        }
        if (reply != Reply.SILENCE) {
          out.write((reply.name() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        line = in.readLine();
      }
    } catch (IOException _) {
      return;
    }
  }

  private Reply reply(List<String> question) throws IOException {
    String name = question.get(0);
    String verb = question.get(1);
    return switch (verb) {
      case "open" -> open(name, question);
      case "rest" -> rest(name);
      case "close" -> close(name);
      default -> reply(space(name), verb, question);
    };
  }

  private Reply open(String name, List<String> question) throws IOException {
    Moods moods = new Moods(Long.parseLong(question.get(2)), Integer.parseInt(question.get(3)));
    Space space = new Space(folder.resolve(name + ".record"), moods);
    spaces.put(name, space);
    if (question.size() > 4) {
      Table table = new Table(question.get(4), name.replace('-', '_'));
      premises.put(name, new Premises(space, table, new Host(folder.resolve(name + ".host"))));
    }
    return Reply.DONE;
  }

  private Reply rest(String name) {
    try {
      if (premises.containsKey(name)) {
        premises(name).awaitRest();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Reply.DONE;
  }

  /** Said here, too: whoever asked may end this process when it hears of it. */
  private Reply close(String name) throws IOException {
    rest(name);
    try (Space closed = space(name)) {
      spaces.remove(name, closed);
      Premises gone = premises.remove(name);
      if (gone != null) {
        gone.close();
      }
      return Reply.DONE;
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      return Reply.NOT;
    }
  }

  private Premises premises(String name) {
    Premises found = premises.get(name);
    if (found == null) {
      throw new IllegalStateException("no space of shipped actions is called " + name);
    }
    return found;
  }

  private Space space(String name) {
    Space space = spaces.get(name);
    if (space == null) {
      throw new IllegalStateException("no space is open that is called " + name);
    }
    return space;
  }

  private static Reply reply(Space space, String verb, List<String> question) throws IOException {
    String key = question.get(2);
    return switch (verb) {
      case "effect" -> space.effect(asked(Kind.EFFECT, question));
      case "probe" -> space.probe(asked(Kind.PROBE, question));
      case "remember" ->
          space.remember(
              asked(Kind.valueOf(question.get(7)), question).with(Fate.valueOf(question.get(8))));
      case "look" -> space.look(key);
      case "find" -> space.find(Kind.valueOf(question.get(3)), key);
      default -> space.take(asked(Kind.valueOf(verb), question));
    };
  }

  private static Received asked(Kind kind, List<String> question) {
    return new Received(
        kind,
        question.get(2),
        Integer.parseInt(question.get(3)),
        question.get(4),
        Long.parseLong(question.get(5)),
        question.get(6),
        Fate.APPLIED);
  }
}

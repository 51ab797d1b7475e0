package dev.deskhand.torture;

import dev.deskhand.torture.Moods.Mood;
import dev.deskhand.torture.Received.Fate;
import dev.deskhand.torture.Table.Hold;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt on its way to PostgreSQL and back. What came of it is read from the database, and on
 * the record before the client hears of it.
 */
final class SqlRelay {
  private static final int FACES_OF_BUSY = 4;

  /** How far the client has come. */
  private enum Stage {
    BEGINS,
    /** It has sent what changes something. */
    ACTS,
    /** It has sent the commit of that. */
    COMMITS
  }

  private final Socket client;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Premises premises;
  private final Received asked;
  private final Mood mood;
  private volatile Stage stage = Stage.BEGINS;
  private String commit = "not prepared";

  SqlRelay(Socket client, DataInputStream in, Premises premises, Received asked)
      throws IOException {
    this.client = client;
    this.in = in;
    this.out = new DataOutputStream(client.getOutputStream());
    this.premises = premises;
    this.asked = asked;
    this.mood = premises.space().mood(asked);
  }

  void serve(PgStartup startup) throws IOException, InterruptedException {
    if (mood == Mood.BROKEN) {
      premises.table().refuse(asked);
    }
    switch (mood == Mood.BUSY ? Moods.face(asked, FACES_OF_BUSY) : FACES_OF_BUSY) {
      case 0 -> {
        turnedAway();
        PgMessage.fatal("53300", "sorry, too many clients already").write(out);
      }
      case 1 -> turnedAway();
      case 2 -> {
        turnedAway();
        untilTheClientEnds();
      }
      case 3 -> relay(startup, premises.table().hold(asked.key()));
      default -> relay(startup, Hold.NONE);
    }
  }

  private void relay(PgStartup startup, Hold hold) throws IOException, InterruptedException {
    Table table = premises.table();
    InetSocketAddress address = table.address();
    try (Socket server = new Socket(address.getAddress(), address.getPort())) {
      server.setTcpNoDelay(true);
      DataOutputStream to = new DataOutputStream(server.getOutputStream());
      startup.to(table.database(), table.schema()).write(to);
      Thread answers = Thread.ofVirtual().start(() -> answers(server));
      try (hold) {
        questions(server, to);
      }
      if (!server.isClosed()) {
        // The server does what it was sent before it sees that nothing follows.
        server.shutdownOutput();
      }
      answers.join();
    }
  }

  private void questions(Socket server, DataOutputStream to) throws IOException {
    Optional<PgMessage> said = PgMessage.read(in);
    while (said.isPresent()) {
      note(said.get());
      if (stage == Stage.COMMITS && isCommitKept(server, to, said.get())) {
        return;
      }
      said.get().write(to);
      said = PgMessage.read(in);
    }
  }

  /** A statement that has a name is prepared once, however often it is made. */
  private void note(PgMessage said) {
    if (said.prepares("INSERT INTO effects")) {
      stage = Stage.ACTS;
    } else if (said.prepares("COMMIT")) {
      commit = said.statement();
    } else if (stage == Stage.ACTS && said.isBinding() && said.statement().equals(commit)) {
      stage = Stage.COMMITS;
    }
  }

  /** Whether the mood keeps a commit from going on as it should. */
  private boolean isCommitKept(Socket server, DataOutputStream to, PgMessage commit)
      throws IOException {
    boolean isLost = mood == Mood.CUT || mood == Mood.HANG;
    boolean isLate = mood == Mood.HANG_AFTER && Moods.face(asked, 2) == 1;
    if (isLost) {
      server.close();
      came(Fate.LOST);
      if (mood == Mood.HANG) {
        untilTheClientEnds();
      }
    }
    if (isLate) {
      List<PgMessage> kept = untilTheClientEnds();
      commit.write(to);
      for (PgMessage message : kept) {
        message.write(to);
      }
    }
    return isLost || isLate;
  }

  private List<PgMessage> untilTheClientEnds() throws IOException {
    List<PgMessage> kept = new ArrayList<>();
    Optional<PgMessage> said = PgMessage.read(in);
    while (said.isPresent()) {
      kept.add(said.get());
      said = PgMessage.read(in);
    }
    return kept;
  }

  private void answers(Socket server) {
    try {
      DataInputStream from = new DataInputStream(server.getInputStream());
      List<PgMessage> ofCommit = new ArrayList<>();
      Optional<PgMessage> said = PgMessage.read(from);
      while (said.isPresent()) {
        if (stage == Stage.COMMITS) {
          ofCommit.add(said.get());
        } else {
          notice(said.get());
          said.get().write(out);
        }
        if (stage == Stage.COMMITS && said.get().isReady()) {
          committed(ofCommit);
        }
        said = PgMessage.read(from);
      }
    } catch (IOException _) {
      return;
    }
  }

  /** An earlier attempt has left its receipt, or the database says no. */
  private void notice(PgMessage said) throws IOException {
    if (stage == Stage.BEGINS && said.completes("INSERT 0 0")) {
      came(Fate.KNOWN);
    } else if (stage == Stage.ACTS && said.isError()) {
      came(Fate.REFUSED);
    }
  }

  private void committed(List<PgMessage> answer) throws IOException {
    boolean isSilent = Moods.SILENT.contains(mood);
    came(isSilent ? Fate.LOST : Fate.REFUSED);
    if (mood == Mood.CUT_AFTER) {
      client.close();
    }
    if (!isSilent) {
      for (PgMessage message : answer) {
        message.write(out);
      }
      answer.clear();
    }
  }

  /** The driver may come again at once, as the same attempt. */
  private void turnedAway() throws IOException {
    if (premises.isFirstTurnedAway(asked)) {
      came(Fate.REFUSED);
    }
  }

  private void came(Fate otherwise) throws IOException {
    boolean isMade = premises.table().made(asked);
    premises.space().came(asked.with(Fate.of(isMade, otherwise)));
  }
}

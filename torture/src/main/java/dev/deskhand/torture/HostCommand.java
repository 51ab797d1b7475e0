package dev.deskhand.torture;

import dev.deskhand.torture.Moods.Mood;
import dev.deskhand.torture.Received.Fate;
import dev.deskhand.torture.Received.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * One command that came by SSH. What came of it is read from the host, and on the record before the
 * client hears of it. A command goes on when its connection is cut.
 */
final class HostCommand implements Command {
  private final String command;
  private final Premises premises;
  private final Received asked;
  private InputStream in = new ByteArrayInputStream(new byte[0]);
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream errors = OutputStream.nullOutputStream();
  private Optional<ExitCallback> exit = Optional.empty();

  HostCommand(String command, Premises premises, Received asked) {
    this.command = command;
    this.premises = premises;
    this.asked = asked;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    errors = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = Optional.of(callback);
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    premises.begun(asked);
    Thread.ofVirtual().start(() -> serve(channel));
  }

  @Override
  public void destroy(ChannelSession channel) {
    // What began goes on.
  }

  private void serve(ChannelSession channel) {
    try {
      byte[] request = in.readAllBytes();
      if (asked.kind() == Kind.PROBE) {
        probe(channel, request);
      } else {
        act(channel, request);
      }
    } catch (IOException _) {
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      premises.ended(asked);
    }
  }

  private void act(ChannelSession channel, byte[] request)
      throws IOException, InterruptedException {
    Mood mood = premises.space().mood(asked);
    Optional<Host.Mood> host = host(mood);
    Optional<Host.Ran> ran = Optional.empty();
    if (host.isPresent()) {
      ran = Optional.of(premises.host().run(command, request, host.get()));
    }
    boolean isSilent = Moods.SILENT.contains(mood);
    boolean isMade = premises.host().made(asked);
    premises.space().came(asked.with(Fate.of(isMade, isSilent ? Fate.LOST : Fate.REFUSED)));
    if (!isSilent) {
      say(ran.orElseThrow());
    } else if (mood == Mood.CUT || mood == Mood.CUT_AFTER) {
      channel.getSession().close(true);
    }
  }

  /** How the host is in a mood of the world; empty where it runs nothing at all. */
  private Optional<Host.Mood> host(Mood mood) {
    boolean isOdd = Moods.face(asked, 2) == 1;
    return switch (mood) {
      case FINE, BUSY -> Optional.of(Host.Mood.FINE);
      case BROKEN -> Optional.of(Host.Mood.REFUSES);
      case HANG -> Optional.empty();
      case CUT -> isOdd ? Optional.of(Host.Mood.FALLS_BEFORE) : Optional.empty();
      case HANG_AFTER -> Optional.of(isOdd ? Host.Mood.TAKES_LONG : Host.Mood.FINE);
      case CUT_AFTER -> Optional.of(isOdd ? Host.Mood.FALLS_AFTER : Host.Mood.FINE);
    };
  }

  private void probe(ChannelSession channel, byte[] request)
      throws IOException, InterruptedException {
    Host.Ran ran = premises.host().run(command, request, Host.Mood.FINE);
    boolean isSilent = premises.space().isSilent(asked);
    Fate fate = isSilent ? Fate.NO_ANSWER : told(ran.said());
    if (fate == Fate.HAD_HAPPENED) {
      premises.awaitAttempt(asked);
    }
    premises.space().came(asked.with(fate));
    if (isSilent) {
      channel.getSession().close(true);
    } else {
      say(ran);
    }
  }

  private static Fate told(String said) {
    if (said.contains("deskhand: ran")) {
      return Fate.HAD_HAPPENED;
    }
    if (said.contains("deskhand: cancelled")) {
      return Fate.HAD_NOT;
    }
    return said.contains("deskhand: running") ? Fate.GOING_ON : Fate.NO_ANSWER;
  }

  private void say(Host.Ran ran) throws IOException {
    out.write(ran.output().getBytes(StandardCharsets.UTF_8));
    out.flush();
    errors.write(ran.said().getBytes(StandardCharsets.UTF_8));
    errors.flush();
    exit.orElseThrow().onExit(ran.exitCode());
  }
}

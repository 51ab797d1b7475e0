package dev.deskhand.web;

import dev.deskhand.journal.JournalException;
import dev.deskhand.permissions.PersonId;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events of conversations (HTML Living Standard, 9.2). An event's id is its sequence
 * number, so a page that was cut off goes on behind the last one it has seen. An open page keeps
 * its handler's thread, a virtual one, which reads the journal when its bell rings.
 *
 * <p>Javalin's futures don't do here: when the page goes away, Jetty takes the request back at
 * once, and Javalin 7.2 fails for ever over the missing request when the future completes.
 */
final class EventStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

  private final Transcripts transcripts;
  private final Sessions sessions;
  private final Duration heartbeat;
  private final Doorbells bells = new Doorbells();

  EventStreams(Transcripts transcripts, Sessions sessions, Duration heartbeat) {
    this.transcripts = transcripts;
    this.sessions = sessions;
    this.heartbeat = heartbeat;
    transcripts.onGrowth(bells::ring);
  }

  /** Answers with the events behind {@code Last-Event-ID}, then with all that come; blocks. */
  void open(Context context, Pass pass) {
    PersonId person = pass.person();
    Doorbells.Bell bell =
        bells
            .hang(person)
            .orElseThrow(
                () ->
                    new RequestRefusedException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "You have this page open too often. Close a few of its tabs."));
    try {
      serve(pass, bell, new EventWriter(context.res(), person, transcripts, lastSeen(context)));
    } finally {
      bells.remove(person, bell);
    }
  }

  boolean isClosed() {
    return bells.isClosed();
  }

  @Override
  public void close() {
    bells.close();
  }

  private void serve(Pass pass, Doorbells.Bell bell, EventWriter writer) {
    try {
      writer.begin();
      while (sessions.isCurrent(pass) && !bells.isClosed()) {
        if (!bell.await(heartbeat)) {
          writer.beat();
        }
        writer.catchUp();
      }
    } catch (IOException e) {
      LOG.debug("events person={}: the page went away", pass.person());
    } catch (JournalException e) {
      LOG.warn("events person={}: closed, the page comes back: {}", pass.person(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** 0, from the beginning, for what is no number of ours. */
  private static long lastSeen(Context context) {
    return Optional.ofNullable(context.header("Last-Event-ID"))
        .or(() -> Optional.ofNullable(context.queryParam("after")))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }
}

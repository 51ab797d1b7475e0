package dev.deskhand.web;

import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.json.ChatEventJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes one page's events to its response. Owned by one thread. */
final class EventWriter {
  /** How much of a long conversation a page shows; the rest stays in the journal. */
  static final int MOST_AT_ONCE = 500;

  private final HttpServletResponse response;
  private final PersonId person;
  private final Transcripts transcripts;
  private long seen;

  EventWriter(HttpServletResponse response, PersonId person, Transcripts transcripts, long seen) {
    this.response = response;
    this.person = person;
    this.transcripts = transcripts;
    this.seen = seen;
  }

  /** Writes what the page has missed, and then {@code ready}: from now on it is news. */
  void begin() throws IOException {
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    write("retry: 1000\n\n");
    Transcripts.Transcript transcript = transcripts.read(person);
    if (seen > transcript.sequence()) {
      // The page has seen more than there is, so the store is a restored one.
      seen = 0;
      write("event: reset\ndata: {}\n\n");
    }
    send(transcript);
    write("event: ready\ndata: {}\n\n");
    response.flushBuffer();
  }

  /** Writes what has come since. */
  void catchUp() throws IOException {
    send(transcripts.read(person));
    response.flushBuffer();
  }

  /** A comment, which pages ignore; it finds out whether somebody still listens. */
  void beat() throws IOException {
    write(": still here\n\n");
  }

  private void send(Transcripts.Transcript transcript) throws IOException {
    long from = Math.max(seen, transcript.sequence() - MOST_AT_ONCE);
    for (RecordedEvent recorded : transcript.events()) {
      if (recorded.sequence() > from) {
        send(recorded);
      }
    }
  }

  /** JSON has no raw line breaks, so one data line holds it. */
  private void send(RecordedEvent recorded) throws IOException {
    ChatEvent event = transcripts.open(person, recorded);
    String data = ChatEventJson.show(event, recorded.sequence(), recorded.at());
    write(
        "id: %d\nevent: %s\ndata: %s\n\n"
            .formatted(recorded.sequence(), ChatEventJson.name(event), data));
    seen = recorded.sequence();
  }

  private void write(String text) throws IOException {
    OutputStream out = response.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}

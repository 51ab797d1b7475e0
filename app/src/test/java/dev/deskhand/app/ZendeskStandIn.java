package dev.deskhand.app;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/**
 * As much of Zendesk Support's API 2 as tickets need: {@code PUT /api/v2/tickets/ID.json} with a
 * comment or a status, and {@code GET /api/v2/tickets/ID/audits.json}. It keeps what it is told.
 */
final class ZendeskStandIn implements AutoCloseable {
  private static final Pattern PATH =
      Pattern.compile("/api/v2/tickets/(\\d+)(\\.json|/audits\\.json.*)");
  private static final Pattern KEY = Pattern.compile("\"deskhand\":\"([^\"]+)\"");
  private static final Pattern STATUS = Pattern.compile("\"status\":\"(\\w+)\"");
  private static final Pattern PUBLIC = Pattern.compile("\"public\":(true|false)");

  private final MockWebServer server = new MockWebServer();
  private final List<Update> updates = new CopyOnWriteArrayList<>();
  private final AtomicInteger lookups = new AtomicInteger();
  private final AtomicBoolean dropsNext = new AtomicBoolean();

  /** One update of a ticket, as it was sent. */
  private record Update(String ticket, String body) {
    Optional<String> find(Pattern pattern) {
      Matcher matcher = pattern.matcher(body);
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
  }

  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start();
  }

  URI url() {
    return server.url("/").uri();
  }

  /** The bodies of the updates that brought a comment. */
  List<String> comments(String ticket, String isPublic) {
    return of(ticket)
        .filter(update -> update.find(PUBLIC).filter(isPublic::equals).isPresent())
        .map(Update::body)
        .toList();
  }

  /** The statuses that the ticket was moved to, in order. */
  List<String> statuses(String ticket) {
    return of(ticket).flatMap(update -> update.find(STATUS).stream()).toList();
  }

  /** How often it was asked what is on a ticket. */
  int lookups() {
    return lookups.get();
  }

  /** The next update is taken; its answer gets lost. */
  void dropNextAnswer() {
    dropsNext.set(true);
  }

  private Stream<Update> of(String ticket) {
    return updates.stream().filter(update -> update.ticket().equals(ticket));
  }

  private MockResponse answer(RecordedRequest request) {
    Matcher path = PATH.matcher(request.getTarget());
    if (!path.matches()) {
      return new MockResponse.Builder().code(404).build();
    }
    return request.getMethod().equals("PUT")
        ? update(path.group(1), request.getBody().utf8())
        : audits(path.group(1));
  }

  private MockResponse update(String ticket, String body) {
    Update update = new Update(ticket, body);
    updates.add(update);
    MockResponse.Builder answer =
        new MockResponse.Builder()
            .body(
                "{\"ticket\":{\"id\":%s,\"status\":\"%s\"},\"audit\":{\"id\":%d}}"
                    .formatted(ticket, update.find(STATUS).orElse("open"), updates.size()));
    if (dropsNext.getAndSet(false)) {
      answer.onResponseStart(SocketEffect.ShutdownConnection.INSTANCE);
    }
    return answer.build();
  }

  private MockResponse audits(String ticket) {
    lookups.incrementAndGet();
    List<String> keys = of(ticket).flatMap(update -> update.find(KEY).stream()).toList();
    StringBuilder audits = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      audits
          .append(i == 0 ? "" : ",")
          .append(
              "{\"id\":%d,\"metadata\":{\"custom\":{\"deskhand\":\"%s\"}}}"
                  .formatted(i + 1, keys.get(i)));
    }
    return new MockResponse.Builder()
        .body("{\"audits\":[" + audits + "],\"meta\":{\"has_more\":false}}")
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}

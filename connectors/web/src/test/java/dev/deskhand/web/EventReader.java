package dev.deskhand.web;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Reads a stream of events as a browser does. */
final class EventReader implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 10;

  private final BlockingQueue<Map<String, String>> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> end;
  private final CompletableFuture<HttpResponse<Stream<String>>> response;

  EventReader(HttpClient client, HttpRequest.Builder request, String lastSeen) {
    request.header("Accept", "text/event-stream");
    if (!lastSeen.isEmpty()) {
      request.header("Last-Event-ID", lastSeen);
    }
    response = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines());
    end = response.thenAcceptAsync(this::read, task -> Thread.ofVirtual().start(task));
  }

  /** The next event: the fields {@code id}, {@code event} and {@code data} that it has. */
  Map<String, String> next() {
    try {
      Map<String, String> event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event came within " + DEADLINE_SECONDS + " s");
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The next event of a type; earlier ones of other types are passed over. */
  Map<String, String> next(String type) {
    while (true) {
      Map<String, String> event = next();
      if (type.equals(event.get("event"))) {
        return event;
      }
    }
  }

  void awaitEnd() {
    end.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    if (response.isDone() && !response.isCompletedExceptionally()) {
      response.join().body().close();
    }
  }

  private void read(HttpResponse<Stream<String>> answer) {
    Map<String, String> fields = new TreeMap<>();
    for (String line : (Iterable<String>) answer.body()::iterator) {
      if (line.isEmpty()) {
        if (fields.containsKey("event") || fields.containsKey("comment")) {
          events.add(Map.copyOf(fields));
        }
        fields.clear();
      } else {
        int colon = line.indexOf(':');
        String name = colon == 0 ? "comment" : line.substring(0, colon);
        fields.put(name, line.substring(colon + 1).strip());
      }
    }
  }
}

package dev.deskhand.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Thousands who begin to talk at once, each in a thread of its own: how soon they are acknowledged,
 * whether each is answered, and how often.
 */
final class Crowd {
  private static final int CONVERSATIONS = 5_000;
  private static final int CONNECTIONS = 256;
  private static final int TO_REACH = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Site site;
  private final Child child;

  Crowd(Site site, Child child) {
    this.site = site;
    this.child = child;
  }

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    SignedCommand requests = new SignedCommand(InstantSource.system());
    double before = child.residentMegabytes();
    long began = System.nanoTime();
    Percentiles acknowledged =
        new Load(site.port(), requests::nextMention).allOf(CONVERSATIONS, CONNECTIONS);
    Map<String, Integer> answers = awaitAnswers(began);
    double took = (System.nanoTime() - began) / 1e9;
    double after = child.residentMegabytes();
    int doubled = answers.values().stream().mapToInt(it -> it - 1).sum();
    String crowd = CONVERSATIONS + " conversations at once, ";
    return List.of(
        new Figure(crowd + "acknowledged p99", acknowledged.millis(99), "ms", TO_REACH, "to reach"),
        new Figure(crowd + "all answered", took, "s", took, "itself"),
        new Figure(
            crowd + "never answered", CONVERSATIONS - answers.size(), "", CONVERSATIONS, "all"),
        new Figure(crowd + "answered again", doubled, "", CONVERSATIONS, "all"),
        new Figure(crowd + "resident", after, "MB", before, "before"));
  }

  private Map<String, Integer> awaitAnswers(long began) {
    while (site.answers().size() < CONVERSATIONS
        && System.nanoTime() - began < PATIENCE.toNanos()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return site.answers();
  }
}

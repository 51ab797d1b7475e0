package dev.deskhand.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private static final String CROWD = CONVERSATIONS + " conversations at once, ";
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
    awaitAnswers(began);
    double took = (System.nanoTime() - began) / 1e9;
    double after = child.residentMegabytes();
    List<Figure> figures =
        new ArrayList<>(
            List.of(
                new Figure(
                    CROWD + "acknowledged p99",
                    acknowledged.millis(99),
                    "ms",
                    TO_REACH,
                    "to reach"),
                new Figure(CROWD + "all answered", took, "s", took, "itself"),
                new Figure(CROWD + "resident", after, "MB", before, "before")));
    site.awaitRest();
    figures.addAll(kept(CONVERSATIONS, site.answers()));
    return figures;
  }

  /** Each conversation has to be answered, and once. */
  static List<Figure> kept(int conversations, Map<String, Integer> answers) {
    int doubled = answers.values().stream().mapToInt(it -> it - 1).sum();
    return List.of(
        Figure.never(CROWD + "never answered", conversations - answers.size(), conversations),
        Figure.never(CROWD + "answered again", doubled, conversations));
  }

  private void awaitAnswers(long began) {
    while (site.answers().size() < CONVERSATIONS
        && System.nanoTime() - began < PATIENCE.toNanos()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}

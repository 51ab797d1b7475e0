package dev.deskhand.app;

import dev.deskhand.app.CatalogueFiles.Look;
import dev.deskhand.content.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the catalogue read anew when its files have changed and then rested from one look to the
 * next. Files that turn out to be broken are not read again until they change. It looks by itself,
 * because not every file system tells of changes.
 */
final class CatalogueWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueWatch.class);
  static final Duration PAUSE = Duration.ofSeconds(2);

  private final List<Path> folders;
  private final Runnable reading;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("catalogue-watch").factory());
  private Look read;
  private Look seen;

  /**
   * A watch over files that were read after it was made.
   *
   * @param reading reads them anew
   */
  CatalogueWatch(List<Path> folders, Runnable reading) {
    this.folders = List.copyOf(folders);
    this.reading = reading;
    this.read = look();
    this.seen = read;
  }

  CatalogueWatch start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::attempt, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  private void attempt() {
    try {
      look(look());
    } catch (RuntimeException e) {
      // Whatever it is: an exception that got out of here would end the watch for ever.
      LOG.error("the catalogue could not be read anew; it is tried again", e);
    }
  }

  private Look look() {
    return Look.at(folders, new Problems());
  }

  /** Files that rest, and are not those that were read last, are read. */
  void look(Look now) {
    boolean rests = now.equals(seen);
    seen = now;
    if (rests && !now.equals(read)) {
      reading.run();
      read = now;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

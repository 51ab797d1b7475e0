package dev.deskhand.app.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.deskhand.runbooks.run.RunId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** How many runs of five steps the engine works a second. */
final class Runs {
  static final int STEPS = 5;

  /** The start, then each step's result with the intent of the next. */
  private static final int COMMITS = STEPS + 1;

  private static final Duration WARMING = Duration.ofSeconds(3);
  private static final Duration MEASURING = Duration.ofSeconds(12);

  private static final OperatingSystemMXBean CPU =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Path folder;
  private final Path schema;
  private final double disk;
  private final AtomicLong numbers = new AtomicLong();

  /**
   * A measurement to be made.
   *
   * @param schema the file of the policies' schema
   * @param disk what the disk does by itself, in appends a second
   */
  Runs(Path folder, Path schema, double disk) {
    this.folder = folder;
    this.schema = schema;
    this.disk = disk;
  }

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    List<Figure> figures = new ArrayList<>();
    try (Workshop workshop = new Workshop(Files.createTempDirectory(folder, "runs"), schema)) {
      rate(workshop, 4, WARMING);
      for (int inFlight : new int[] {1, 16, 256}) {
        long worked = CPU.getProcessCpuTime();
        Rate rate = rate(workshop, inFlight, MEASURING);
        double cpu = (CPU.getProcessCpuTime() - worked) / 1e6 / rate.runs();
        figures.add(
            new Figure(
                "commits of runs of %d steps, %d in flight".formatted(STEPS, inFlight),
                COMMITS * rate.aSecond(),
                "1/s",
                disk,
                "appends; %d commits are a run".formatted(COMMITS)));
        figures.add(
            new Figure(
                "processor's time of a run, %d in flight".formatted(inFlight),
                cpu,
                "ms",
                1e3 / disk,
                "ms of an append"));
      }
    }
    return figures;
  }

  /** How many runs ended, and how many a second. */
  private record Rate(long runs, double aSecond) {}

  private Rate rate(Workshop workshop, int inFlight, Duration howLong)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    long end = began + howLong.toNanos();
    List<Future<Long>> counts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < inFlight; i++) {
        counts.add(threads.submit(() -> runUntil(workshop, end)));
      }
    }
    long total = 0;
    for (Future<Long> count : counts) {
      total += count.get();
    }
    return new Rate(total, total * 1e9 / (System.nanoTime() - began));
  }

  private long runUntil(Workshop workshop, long end) {
    long count = 0;
    while (System.nanoTime() < end) {
      workshop.run(new RunId("bench-" + numbers.incrementAndGet()));
      count++;
    }
    return count;
  }
}

package dev.deskhand.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many runs ended, in what time, and what they took of the processors.
 *
 * @param cpuSeconds of all of them
 */
record Effort(long runs, double seconds, double cpuSeconds) {
  static final Effort NONE = new Effort(0, 0, 0);

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final CompilationMXBean COMPILERS = ManagementFactory.getCompilationMXBean();
  private static final Duration WARMING = Duration.ofSeconds(2);
  private static final int MOST_ROUNDS = 30;
  private static final double LITTLE = 0.05;

  /**
   * Works until Java's compilers have little left to do, as in a server that has been up for a
   * while, or for a minute.
   */
  static void warmUp(Workshop workshop) throws InterruptedException, ExecutionException {
    boolean warm = false;
    for (int round = 0; round < MOST_ROUNDS && !warm; round++) {
      long before = COMPILERS.getTotalCompilationTime();
      var _ = of(workshop, 16, WARMING);
      warm = COMPILERS.getTotalCompilationTime() - before < LITTLE * WARMING.toMillis();
    }
  }

  double aSecond() {
    return runs / seconds;
  }

  /** What a run took. */
  double cpuMillis() {
    return cpuSeconds * 1e3 / runs;
  }

  Effort plus(Effort other) {
    return new Effort(runs + other.runs, seconds + other.seconds, cpuSeconds + other.cpuSeconds);
  }

  /** Works so many runs at the same time, for so long. */
  static Effort of(Workshop workshop, int inFlight, Duration howLong)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + howLong.toNanos();
    return of(workshop, inFlight, () -> System.nanoTime() < end);
  }

  /** Works so many runs in all. */
  static Effort of(Workshop workshop, int inFlight, int runs)
      throws InterruptedException, ExecutionException {
    AtomicLong left = new AtomicLong(runs);
    return of(workshop, inFlight, () -> left.getAndDecrement() > 0);
  }

  /** Whether another run is begun. */
  private interface GoingOn {
    boolean goesOn();
  }

  private static Effort of(Workshop workshop, int inFlight, GoingOn until)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    long worked = PROCESS.getProcessCpuTime();
    List<Future<Long>> counts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < inFlight; i++) {
        counts.add(threads.submit(() -> work(workshop, until)));
      }
    }
    long total = 0;
    for (Future<Long> count : counts) {
      total += count.get();
    }
    return new Effort(
        total, (System.nanoTime() - began) / 1e9, (PROCESS.getProcessCpuTime() - worked) / 1e9);
  }

  private static long work(Workshop workshop, GoingOn until) {
    long count = 0;
    while (until.goesOn()) {
      workshop.run();
      count++;
    }
    return count;
  }
}

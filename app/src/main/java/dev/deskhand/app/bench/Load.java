package dev.deskhand.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Puts a server under load; any answer but 200 ends the measurement. */
final class Load {
  private static final int WARMING_CONNECTIONS = 32;
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final int MOST_ROUNDS = 12;
  private static final double GAIN = 1.05;

  private final int port;
  private final Supplier<byte[]> requests;

  Load(int port, Supplier<byte[]> requests) {
    this.port = port;
    this.requests = requests;
  }

  /** Sends at a fixed rate, whether or not earlier requests were answered. */
  Percentiles atRate(int perSecond, Duration howLong)
      throws InterruptedException, ExecutionException, IOException {
    Duration gap = Duration.ofSeconds(1).dividedBy(perSecond);
    return new OpenLoop(port)
        .send(
            LongStream.range(0, howLong.dividedBy(gap))
                .mapToObj(i -> new OpenLoop.Due(gap.multipliedBy(i), requests))
                .toList());
  }

  /** Answers a second, when each of some connections sends as soon as it was answered. */
  double asFastAsAnswered(int connections, Duration howLong)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    long end = began + howLong.toNanos();
    List<Future<Long>> counts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        counts.add(threads.submit(() -> answersUntil(end)));
      }
    }
    long total = 0;
    for (Future<Long> count : counts) {
      total += count.get();
    }
    return total * 1e9 / (System.nanoTime() - began);
  }

  /** Sends until the server gets no faster: one that has been up for a while has compiled all. */
  void warmUp() throws InterruptedException, ExecutionException {
    double best = 0;
    boolean faster = true;
    for (int round = 0; round < MOST_ROUNDS && faster; round++) {
      double rate = asFastAsAnswered(WARMING_CONNECTIONS, ROUND);
      faster = rate > best * GAIN;
      best = Math.max(best, rate);
    }
  }

  /** How long each of some requests took, sent as fast as so many connections take them. */
  Percentiles allOf(int count, int connections) throws InterruptedException, ExecutionException {
    AtomicInteger left = new AtomicInteger(count);
    List<Future<List<Long>>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        all.add(threads.submit(() -> answersWhile(left)));
      }
    }
    List<Long> nanos = new ArrayList<>();
    for (Future<List<Long>> some : all) {
      nanos.addAll(some.get());
    }
    return new Percentiles(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  private List<Long> answersWhile(AtomicInteger left) throws IOException {
    List<Long> nanos = new ArrayList<>();
    try (Wire wire = new Wire(port)) {
      while (left.getAndDecrement() > 0) {
        long began = System.nanoTime();
        wire.requireTaken(requests.get());
        nanos.add(System.nanoTime() - began);
      }
    }
    return nanos;
  }

  private long answersUntil(long end) throws IOException {
    long count = 0;
    try (Wire wire = new Wire(port)) {
      while (System.nanoTime() < end) {
        wire.requireTaken(requests.get());
        count++;
      }
    }
    return count;
  }
}

package dev.deskhand.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

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

  /**
   * Sends at a fixed rate, whether or not earlier requests were answered. A time is counted from
   * when its request was due, so that a server that stalls is not spared what waits behind it.
   */
  Percentiles atRate(int perSecond, Duration howLong)
      throws InterruptedException, ExecutionException, IOException {
    Deque<Wire> idle = new ConcurrentLinkedDeque<>();
    List<Future<Long>> times = new ArrayList<>();
    long gap = Duration.ofSeconds(1).toNanos() / perSecond;
    long count = howLong.toNanos() / gap;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      for (long i = 0; i < count; i++) {
        long due = began + i * gap;
        waitUntil(due);
        times.add(threads.submit(() -> timed(idle, due)));
      }
    }
    for (Wire wire : idle) {
      wire.close();
    }
    long[] nanos = new long[times.size()];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = times.get(i).get();
    }
    return new Percentiles(nanos);
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
        send(wire);
        nanos.add(System.nanoTime() - began);
      }
    }
    return nanos;
  }

  private long answersUntil(long end) throws IOException {
    long count = 0;
    try (Wire wire = new Wire(port)) {
      while (System.nanoTime() < end) {
        send(wire);
        count++;
      }
    }
    return count;
  }

  private long timed(Deque<Wire> idle, long due) throws IOException {
    Wire free = idle.poll();
    Wire wire = free == null ? new Wire(port) : free;
    send(wire);
    long took = System.nanoTime() - due;
    idle.push(wire);
    return took;
  }

  private void send(Wire wire) throws IOException {
    int status = wire.exchange(requests.get());
    if (status != 200) {
      throw new IllegalStateException(
          "asked 127.0.0.1:" + port + ": expected 200, found " + status);
    }
  }

  private static void waitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}

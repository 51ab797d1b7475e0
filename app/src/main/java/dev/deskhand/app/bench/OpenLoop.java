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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends requests by a timetable, whatever has come back of earlier ones, over as many connections
 * as that takes. A time is counted from when its request was due, so that a server that stalls is
 * not spared what waits behind it. Any answer but 200 ends the measurement.
 */
final class OpenLoop {
  /** Servers hang up on connections that nobody has used for a while. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final int port;
  private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();

  OpenLoop(int port) {
    this.port = port;
  }

  /**
   * A request of a timetable.
   *
   * @param after the beginning
   * @param request made when it is sent
   */
  record Due(Duration after, Supplier<byte[]> request) {}

  /** A connection that nobody has used since then. */
  private record Idle(Wire wire, long since) {}

  /** Sends all of a timetable, which is in its order; returns when all were answered. */
  Percentiles send(List<Due> timetable)
      throws InterruptedException, ExecutionException, IOException {
    List<Future<Long>> times = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      for (Due next : timetable) {
        long due = began + next.after().toNanos();
        waitUntil(due);
        times.add(threads.submit(() -> timed(next, due)));
      }
    }
    for (Idle left : idle) {
      left.wire().close();
    }
    long[] nanos = new long[times.size()];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = times.get(i).get();
    }
    return new Percentiles(nanos);
  }

  private long timed(Due next, long due) throws IOException {
    Wire wire = wire();
    wire.requireTaken(next.request().get());
    long now = System.nanoTime();
    idle.push(new Idle(wire, now));
    return now - due;
  }

  /** The one that was used last, while that is fresh. */
  private Wire wire() throws IOException {
    Idle last = idle.poll();
    if (last == null) {
      return new Wire(port);
    }
    if (System.nanoTime() - last.since() < FRESH.toNanos()) {
      return last.wire();
    }
    last.wire().close();
    return new Wire(port);
  }

  private static void waitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}

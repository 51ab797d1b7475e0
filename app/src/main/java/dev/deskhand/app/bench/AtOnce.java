package dev.deskhand.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Something done for each of many numbers, some hundreds of them at a time. */
final class AtOnce {
  static final int TOGETHER = 256;

  private AtOnce() {}

  /** Something done for a number. */
  interface Numbered {
    void with(int number);
  }

  /** Returns when it is done for all numbers from 0. */
  static void each(int many, Numbered work) throws InterruptedException, ExecutionException {
    Semaphore room = new Semaphore(TOGETHER);
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        int number = i;
        room.acquire();
        done.add(
            threads.submit(
                () -> {
                  try {
                    work.with(number);
                  } finally {
                    room.release();
                  }
                }));
      }
    }
    for (Future<?> one : done) {
      one.get();
    }
  }
}

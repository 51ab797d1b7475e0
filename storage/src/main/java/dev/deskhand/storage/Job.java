package dev.deskhand.storage;

import dev.deskhand.journal.JournalException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One caller's work and the answer that the caller waits for. */
final class Job<T> {
  private final String tried;
  private final Writer.Work<T> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  Job(String tried, Writer.Work<T> work) {
    this.tried = tried;
    this.work = work;
  }

  String tried() {
    return tried;
  }

  /** Does the work; what it returns is to be called once the commit is durable. */
  Runnable workIn(Commit commit) {
    T result = work.in(commit);
    return () -> answer.complete(result);
  }

  void refuse(RuntimeException reason) {
    answer.completeExceptionally(reason);
  }

  T await() {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalException(
          tried + ": interrupted while waiting, so whether it was written is unknown", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new JournalException(tried + ": failed", e);
    }
  }
}

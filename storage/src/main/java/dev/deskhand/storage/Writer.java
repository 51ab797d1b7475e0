package dev.deskhand.storage;

import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Micros;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this process. It takes whatever waits (no timer: many share a commit), does
 * each caller's work, commits, and only then answers. A lone caller does so itself where the
 * database allows it, since waking another thread takes as long as the disk. Work that fails is
 * taken back alone. Thread-safe.
 */
final class Writer implements AutoCloseable {

  /**
   * One caller's part of a commit. Anything that it throws takes the part back; it may be called
   * again, for another try.
   */
  @FunctionalInterface
  interface Work<T> {
    T in(Commit commit);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int MOST_TOGETHER = 256;
  private static final int FEW_ANSWERS = 4;

  /**
   * What came of a commit.
   *
   * @param afterwards for listeners, who hear of commits one after the other
   * @param answers for the callers
   */
  private record Outcome(List<Runnable> afterwards, List<Runnable> answers) {
    static Outcome of(List<Runnable> answers) {
      return new Outcome(List.of(), answers);
    }
  }

  private final Engine engine;
  private final InstantSource clock;
  private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().name("deskhand-writer").unstarted(this::run);
  private Optional<WriterSession> session = Optional.empty();
  private volatile @Nullable Thread committing;
  private volatile boolean closed;

  /** Whether the last commit was one caller's: where many come, one alone would hold all up. */
  private volatile boolean wasAlone = true;

  /** How many callers the writer's thread serves as soon as it has the turn. */
  private volatile int taken;

  Writer(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  Writer start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Returns what the work returned, after its commit.
   *
   * @param tried what the caller wants, for messages: {@code append to run/7}
   */
  <T> T write(String tried, Work<T> work) {
    if (Thread.currentThread().equals(committing)) {
      throw new IllegalStateException(
          tried + ": called from a listener of a commit, which would wait for itself");
    }
    Job<T> job = new Job<>(tried, work);
    if (wasAlone && queue.isEmpty() && engine.tryTurn()) {
      commitInTurn(List.of(job));
    } else {
      queue.add(job);
      if (closed && queue.remove(job)) {
        job.refuse(closing(job));
      }
    }
    return job.await();
  }

  /** How many callers wait for the next commit. */
  int waiting() {
    return taken + queue.size();
  }

  /** Lets the commit under way finish; whoever still waits is refused. */
  @Override
  public void close() {
    closed = true;
    queue.add(new Job<>("close", commit -> Optional.empty()));
    Ending.await(thread);
  }

  private void run() {
    List<Job<?>> batch = new ArrayList<>();
    try {
      while (!closed) {
        batch.add(queue.take());
        taken = batch.size();
        engine.takeTurn();
        queue.drainTo(batch, MOST_TOGETHER - 1);
        taken = 0;
        commitInTurn(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /** Refuses whoever still waits. */
  private void end() {
    closed = true;
    List<Job<?>> late = new ArrayList<>();
    queue.drainTo(late);
    engine.takeTurn();
    commitInTurn(late);
    dropSession();
  }

  /** Listeners hear of commits in their order, so the turn ends after they did. */
  private void commitInTurn(List<Job<?>> batch) {
    committing = Thread.currentThread();
    wasAlone = batch.size() <= 1;
    try {
      Outcome outcome = commit(batch);
      outcome.afterwards().forEach(Writer::call);
      answer(outcome.answers());
    } finally {
      committing = null;
      engine.endTurn();
    }
  }

  /** To wake many takes a while, in which the next are written already. */
  private static void answer(List<Runnable> answers) {
    if (answers.size() > FEW_ANSWERS) {
      Thread.startVirtualThread(() -> answers.forEach(Writer::call));
    } else {
      answers.forEach(Writer::call);
    }
  }

  private Outcome commit(List<Job<?>> batch) {
    if (closed) {
      return Outcome.of(
          batch.stream().<Runnable>map(job -> () -> job.refuse(closing(job))).toList());
    }
    try {
      return commitTogether(batch, true);
    } catch (RuntimeException | SQLException e) {
      dropSession();
      return refusals(batch, "nothing was written", e);
    }
  }

  /** Nearly always nobody's work fails; if some does, all is done again, each with a savepoint. */
  private Outcome commitTogether(List<Job<?>> batch, boolean mayGuess) throws SQLException {
    Commit commit = begin(mayGuess);
    WriterSession current = session.orElseThrow();
    List<Runnable> answers = new ArrayList<>();
    try {
      for (Job<?> job : batch) {
        answers.add(job.workIn(commit));
      }
      return ended(commit, current, batch, answers);
    } catch (RuntimeException e) {
      current.execute("ROLLBACK");
      if (commit.isGuess()) {
        return commitTogether(batch, false);
      }
      return batch.size() == 1 ? refused(current, batch.getFirst(), e) : commitApart(batch);
    }
  }

  private Outcome refused(WriterSession current, Job<?> job, RuntimeException thrown)
      throws SQLException {
    RuntimeException refusal = refusal(current, job, thrown);
    if (engine.beginsByItself()) {
      current.execute("ROLLBACK");
    }
    return Outcome.of(List.of(() -> job.refuse(refusal)));
  }

  private Outcome commitApart(List<Job<?>> batch) throws SQLException {
    Commit commit = begin(false);
    WriterSession current = session.orElseThrow();
    List<Runnable> answers = new ArrayList<>();
    for (Job<?> job : batch) {
      answers.add(part(current, commit, job));
    }
    return ended(commit, current, batch, answers);
  }

  private Outcome ended(
      Commit commit, WriterSession current, List<Job<?>> batch, List<Runnable> answers) {
    try {
      commit.finish();
      engine.commit(current.hands().prepared());
    } catch (JdbiException | SQLException e) {
      dropSession();
      return refusals(batch, fateOf(e), e);
    }
    return new Outcome(commit.afterwards(), answers);
  }

  /** Begins; a connection that turns out to have died while idle is replaced once. */
  private Commit begin(boolean mayGuess) throws SQLException {
    boolean fresh = session.isEmpty();
    try {
      return beginOnce(mayGuess);
    } catch (JdbiException | SQLException e) {
      boolean died = Failures.sqlCause(e).filter(engine::breaksConnection).isPresent();
      if (fresh || !died) {
        throw e;
      }
      LOG.warn("the writer's connection to {} broke; connecting again", engine.name());
      dropSession();
      return beginOnce(mayGuess);
    }
  }

  private Commit beginOnce(boolean mayGuess) throws SQLException {
    if (session.isEmpty()) {
      session = Optional.of(WriterSession.on(engine.openWriter(), engine));
    }
    WriterSession current = session.orElseThrow();
    engine.begin(current.hands().prepared());
    return new Commit(engine, current.hands(), Micros.now(clock), mayGuess);
  }

  private Runnable part(WriterSession current, Commit commit, Job<?> job) throws SQLException {
    Commit.Mark mark = commit.mark();
    current.execute("SAVEPOINT part");
    try {
      Runnable answer = job.workIn(commit);
      commit.flush();
      current.execute("RELEASE SAVEPOINT part");
      return answer;
    } catch (RuntimeException e) {
      takeBack(current, commit, mark);
      RuntimeException refusal = refusal(current, job, e);
      return () -> job.refuse(refusal);
    }
  }

  /** What the database said, in our words; whatever else was thrown, as it is. */
  private RuntimeException refusal(WriterSession current, Job<?> job, RuntimeException thrown) {
    return switch (thrown) {
      case MovedOnException moved -> moved.explained(current.hands().prepared());
      case JdbiException _ -> engine.failure(job.tried() + ": nothing was written", thrown);
      default -> thrown;
    };
  }

  private static void takeBack(WriterSession current, Commit commit, Commit.Mark mark)
      throws SQLException {
    current.execute("ROLLBACK TO SAVEPOINT part");
    current.execute("RELEASE SAVEPOINT part");
    commit.backTo(mark);
  }

  private String fateOf(Exception failure) {
    return Failures.sqlCause(failure).filter(engine::leavesCommitUnknown).isPresent()
        ? "the commit got no answer, so whether it was written is unknown; read before you repeat"
        : "nothing was written";
  }

  private Outcome refusals(List<Job<?>> batch, String fate, Exception cause) {
    List<Runnable> refusals = new ArrayList<>();
    for (Job<?> job : batch) {
      JournalException failure = engine.failure(job.tried() + ": " + fate, cause);
      refusals.add(() -> job.refuse(failure));
    }
    return Outcome.of(refusals);
  }

  private JournalException closing(Job<?> job) {
    return new JournalException(
        "%s: nothing was written, the store (%s) is closing".formatted(job.tried(), engine.name()));
  }

  private static void call(Runnable outcome) {
    try {
      outcome.run();
    } catch (RuntimeException e) {
      LOG.error("a listener failed after its commit; what was committed stays", e);
    }
  }

  private void dropSession() {
    Optional<WriterSession> old = session;
    session = Optional.empty();
    old.ifPresent(WriterSession::discard);
  }
}

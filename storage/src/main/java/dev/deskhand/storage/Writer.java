package dev.deskhand.storage;

import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Micros;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this process. It takes whatever waits (no timer: a lone caller is served at
 * once, many share a commit), does each caller's work, commits, and only then answers. Work that
 * fails is taken back alone. Thread-safe.
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

  private record Session(Connection connection, Handle handle, Prepared prepared) {}

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int MOST_TOGETHER = 256;

  private final Engine engine;
  private final InstantSource clock;
  private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().name("deskhand-writer").unstarted(this::run);
  private Optional<Session> session = Optional.empty();
  private volatile boolean closed;

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
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException(
          tried + ": called from a listener on the writer's thread, which would wait for itself");
    }
    Job<T> job = new Job<>(tried, work);
    queue.add(job);
    if (closed && queue.remove(job)) {
      job.refuse(closing(job));
    }
    return job.await();
  }

  /** How many callers wait for the next commit. */
  int waiting() {
    return queue.size();
  }

  /** Lets the commit under way finish; whoever still waits is refused. */
  @Override
  public void close() {
    closed = true;
    queue.add(new Job<>("close", commit -> Optional.empty()));
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Job<?>> batch = new ArrayList<>();
    try {
      while (!closed) {
        batch.add(queue.take());
        queue.drainTo(batch, MOST_TOGETHER - 1);
        if (!closed) {
          commit(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
      dropSession();
      queue.drainTo(batch);
      batch.forEach(job -> job.refuse(closing(job)));
    }
  }

  private void commit(List<Job<?>> batch) {
    engine.takeTurn();
    List<Runnable> outcomes;
    try {
      outcomes = commitTogether(batch);
    } catch (JdbiException | SQLException e) {
      dropSession();
      outcomes = refusals(batch, "nothing was written", e);
    } finally {
      engine.endTurn();
    }
    outcomes.forEach(Writer::call);
  }

  /** Nearly always nobody's work fails; if some does, all is done again, each with a savepoint. */
  private List<Runnable> commitTogether(List<Job<?>> batch) throws SQLException {
    Commit commit = begin();
    Session current = session.orElseThrow();
    List<Runnable> answers = new ArrayList<>();
    try {
      for (Job<?> job : batch) {
        answers.add(job.workIn(commit));
      }
    } catch (RuntimeException e) {
      execute(current, "ROLLBACK");
      return batch.size() == 1
          ? List.of(() -> batch.getFirst().refuse(refusal(batch.getFirst(), e)))
          : commitApart(batch);
    }
    return ended(commit, current, batch, answers);
  }

  private List<Runnable> commitApart(List<Job<?>> batch) throws SQLException {
    Commit commit = begin();
    Session current = session.orElseThrow();
    List<Runnable> answers = new ArrayList<>();
    for (Job<?> job : batch) {
      answers.add(part(current, commit, job));
    }
    return ended(commit, current, batch, answers);
  }

  private List<Runnable> ended(
      Commit commit, Session current, List<Job<?>> batch, List<Runnable> answers) {
    commit.finish();
    try {
      engine.commit(current.connection());
    } catch (SQLException e) {
      dropSession();
      return refusals(batch, fateOf(e), e);
    }
    List<Runnable> outcomes = new ArrayList<>(commit.afterwards());
    outcomes.addAll(answers);
    return outcomes;
  }

  /** Begins; a connection that turns out to have died while idle is replaced once. */
  private Commit begin() throws SQLException {
    boolean fresh = session.isEmpty();
    try {
      return beginOnce();
    } catch (JdbiException | SQLException e) {
      boolean died = Failures.sqlCause(e).filter(engine::breaksConnection).isPresent();
      if (fresh || !died) {
        throw e;
      }
      LOG.warn("the writer's connection to {} broke; connecting again", engine.name());
      dropSession();
      return beginOnce();
    }
  }

  private Commit beginOnce() throws SQLException {
    if (session.isEmpty()) {
      Connection connection = engine.openWriter();
      session =
          Optional.of(new Session(connection, Jdbi.open(connection), new Prepared(connection)));
    }
    Session current = session.orElseThrow();
    engine.begin(current.connection());
    return new Commit(
        engine, new Commit.Hands(current.handle(), current.prepared()), Micros.now(clock));
  }

  private Runnable part(Session current, Commit commit, Job<?> job) throws SQLException {
    Commit.Mark mark = commit.mark();
    execute(current, "SAVEPOINT part");
    try {
      Runnable answer = job.workIn(commit);
      execute(current, "RELEASE SAVEPOINT part");
      return answer;
    } catch (RuntimeException e) {
      takeBack(current, commit, mark);
      return () -> job.refuse(refusal(job, e));
    }
  }

  /** What the database said, in our words; whatever else was thrown, as it is. */
  private RuntimeException refusal(Job<?> job, RuntimeException thrown) {
    return thrown instanceof JdbiException
        ? engine.failure(job.tried() + ": nothing was written", thrown)
        : thrown;
  }

  private static void takeBack(Session current, Commit commit, Commit.Mark mark)
      throws SQLException {
    execute(current, "ROLLBACK TO SAVEPOINT part");
    execute(current, "RELEASE SAVEPOINT part");
    commit.backTo(mark);
  }

  private static void execute(Session current, String sql) throws SQLException {
    try (Statement statement = current.connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private String fateOf(SQLException failure) {
    return engine.leavesCommitUnknown(failure)
        ? "the commit got no answer, so whether it was written is unknown; read before you repeat"
        : "nothing was written";
  }

  private List<Runnable> refusals(List<Job<?>> batch, String fate, Exception cause) {
    List<Runnable> refusals = new ArrayList<>();
    for (Job<?> job : batch) {
      JournalException failure = engine.failure(job.tried() + ": " + fate, cause);
      refusals.add(() -> job.refuse(failure));
    }
    return refusals;
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
    Optional<Session> old = session;
    session = Optional.empty();
    old.ifPresent(this::discard);
  }

  /** Closing takes back what was not committed. */
  private void discard(Session old) {
    try {
      old.connection().close();
    } catch (SQLException e) {
      LOG.debug("a connection to {} did not close in order: {}", engine.name(), e.getMessage());
    }
  }
}

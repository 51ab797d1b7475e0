package dev.deskhand.web;

import dev.deskhand.runbooks.run.StoredRun;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a page that its run has moved, by server-sent events. An open page keeps its handler's
 * thread, a virtual one, which looks twice a second: what was committed here is in memory.
 */
final class RunEvents {
  private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int BEATS = 30;

  private final Sessions sessions;
  private final BooleanSupplier isClosing;
  private final Doorbells bells = new Doorbells();

  RunEvents(Sessions sessions, BooleanSupplier isClosing) {
    this.sessions = sessions;
    this.isClosing = isClosing;
  }

  /** Answers until the run has ended, or whoever looks may not see it any more; blocks. */
  void follow(Context context, Supplier<Optional<StoredRun>> run) {
    Pass pass = sessions.pass(context).orElseThrow();
    Doorbells.Bell bell =
        bells
            .hang(pass.person())
            .orElseThrow(
                () ->
                    new RequestRefusedException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "You have too many of these pages open. Close a few."));
    try {
      serve(context, pass, bell, run);
    } catch (IOException e) {
      LOG.debug("events person={}: the page went away", pass.person());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      bells.remove(pass.person(), bell);
    }
  }

  private void serve(
      Context context, Pass pass, Doorbells.Bell bell, Supplier<Optional<StoredRun>> run)
      throws IOException, InterruptedException {
    context.res().setContentType("text/event-stream;charset=utf-8");
    context.res().setHeader("X-Accel-Buffering", "no");
    long seen = -1;
    int quiet = 0;
    Optional<StoredRun> now = run.get();
    while (now.isPresent() && sessions.isCurrent(pass) && !isClosing.getAsBoolean()) {
      if (now.get().sequence() != seen) {
        seen = now.get().sequence();
        write(context, "event: changed\ndata: " + seen + "\n\n");
        quiet = 0;
      }
      if (now.get().run().hasEnded()) {
        break;
      }
      if (++quiet % BEATS == 0) {
        write(context, ": still here\n\n");
      }
      var _ = bell.await(PAUSE);
      now = isClosing.getAsBoolean() ? Optional.empty() : run.get();
    }
    write(context, "event: ended\ndata: {}\n\n");
  }

  private static void write(Context context, String text) throws IOException {
    context.res().getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    context.res().flushBuffer();
  }
}

package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.Portal;
import dev.deskhand.journal.JournalException;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.RunId;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.Supplier;

/** Who visits the portal, what they came for, and how pages go out. Thread-safe. */
final class PortalVisits {
  private final Sessions sessions;
  private final Supplier<Optional<Console>> console;

  PortalVisits(Sessions sessions, Supplier<Optional<Console>> console) {
    this.sessions = sessions;
    this.console = console;
  }

  Principal person(Context context) {
    return sessions
        .pass(context)
        .flatMap(pass -> sessions.principal(pass.person()))
        .orElseThrow(() -> refused(HttpStatus.UNAUTHORIZED, "You are not signed in."));
  }

  Portal portal() {
    return console().portal();
  }

  Console console() {
    return console
        .get()
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The catalogue is still being read. Try again in a moment."));
  }

  /** The run of the path, for whoever may read about it. */
  Console.Told run(Context context, Principal person) {
    return find(person, context.pathParam("run"))
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.NOT_FOUND,
                    "There is no such request, or it is none of yours. See “My requests”."));
  }

  /** A run by what somebody says is its name, for whoever may read about it. */
  Optional<Console.Told> find(Principal person, String run) {
    try {
      return portal().find(person, new RunId(run));
    } catch (IllegalArgumentException _) {
      // No run has such a name.
      return Optional.empty();
    }
  }

  static <T> T stored(Supplier<T> work) {
    try {
      return work.get();
    } catch (JournalException _) {
      throw refused(
          HttpStatus.SERVICE_UNAVAILABLE,
          "This could not be stored just now. Go back and send it again: it counts once.");
    }
  }

  /** With a referrer for our own pages: without it the origin of their forms would be "null". */
  static void show(Context context, String page) {
    context.header("Referrer-Policy", "same-origin").html(page);
  }

  static RequestRefusedException refused(HttpStatus status, String words) {
    return new RequestRefusedException(status, words);
  }
}

package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.Teaching.Heard;
import dev.deskhand.bot.TeachingConsole;
import dev.deskhand.bot.Textbook.Trial;
import dev.deskhand.bot.Textbook.Written;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Principal;
import dev.deskhand.web.json.TeachingJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Supplier;

/** What the command line does about sentences that wait for a yes. No token is for it. */
final class TeachingRoutes {
  private static final String HINT = "/api/v1/intents/hints/{hint}";

  private final ConsoleGuard guard;
  private final Supplier<Console> console;

  TeachingRoutes(ConsoleGuard guard, Supplier<Console> console) {
    this.guard = guard;
    this.console = console;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/v1/intents/hints", this::list);
    routes.post(HINT + "/try", this::attempt);
    routes.post(HINT + "/approve", this::approve);
    routes.post(HINT + "/reject", this::reject);
  }

  private void list(Context context) {
    ConsoleRoutes.answer(
        context,
        TeachingJson.hints(
            teaching()
                .open(person(context))
                .orElseThrow(
                    () ->
                        new ProblemException(
                            HttpStatus.FORBIDDEN,
                            "refused",
                            "What sentences mean is for those to say who may teach."))));
  }

  private void attempt(Context context) {
    Principal person = person(context);
    var wanted = ConsoleRoutes.read(context, TeachingJson::approval);
    answer(context, teaching().tried(person, hint(context), wanted.lesson()));
  }

  private void approve(Context context) {
    Principal person = person(context);
    var wanted = ConsoleRoutes.read(context, TeachingJson::approval);
    Heard heard = teaching().approve(person, hint(context), wanted.lesson(), wanted.digest());
    if (heard instanceof Heard.Tried(_, Trial.Ready _)) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "changed", "The files have changed meanwhile: look at it again.");
    }
    answer(context, heard);
  }

  private void reject(Context context) {
    answer(context, teaching().reject(person(context), hint(context)));
  }

  private static void answer(Context context, Heard heard) {
    switch (heard) {
      case Heard.Tried(_, Trial.Ready ready) ->
          ConsoleRoutes.answer(context, TeachingJson.ready(ready));
      case Heard.Tried(_, Trial.Taught _) ->
          ConsoleRoutes.answer(context, TeachingJson.done("already"));
      case Heard.Tried(_, Trial.Unfit(var reasons)) -> throw unfit(reasons);
      case Heard.Approved approved ->
          ConsoleRoutes.answer(context, TeachingJson.done(word(approved.written())));
      case Heard.Rejected _ -> ConsoleRoutes.answer(context, TeachingJson.done("rejected"));
      case Heard.Refused(Decision decision) -> throw ConsoleRoutes.refused(decision);
      case Heard.Moot(var by, var verdict) ->
          throw new ProblemException(HttpStatus.CONFLICT, "moot", moot(by.value(), verdict.name()));
      case Heard.NoSuchHint _ ->
          throw new ProblemException(
              HttpStatus.NOT_FOUND, "no-such-hint", "There is no such sentence that waits.");
      case Heard.Unfit(var reasons) -> throw unfit(reasons);
    }
  }

  static String moot(String by, String verdict) {
    return by + " has " + verdict.toLowerCase(java.util.Locale.ROOT) + " it already.";
  }

  private static String word(Written written) {
    return switch (written) {
      case Written.InPlace _ -> "written";
      case Written.ByHand _ -> "by-hand";
      case Written.Already _ -> "already";
      case Written.Unfit _ -> throw new IllegalStateException("what is unfit is not approved");
    };
  }

  private static ProblemException unfit(List<String> reasons) {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_CONTENT, "unfit", "That can't be taught.", reasons);
  }

  private static String hint(Context context) {
    return context.pathParam("hint");
  }

  private Principal person(Context context) {
    return guard.person(context, Action.TEACH);
  }

  private TeachingConsole teaching() {
    return console.get().teaching();
  }
}

package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.Reloading.Heard;
import dev.deskhand.bot.Reloading.Outcome;
import dev.deskhand.content.Problem;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.web.json.ConsoleJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.Supplier;

/** {@code POST /api/v1/reload}: has this process read its catalogue anew. */
final class CatalogueRoutes {
  private final ConsoleGuard guard;
  private final Supplier<Console> console;

  CatalogueRoutes(ConsoleGuard guard, Supplier<Console> console) {
    this.guard = guard;
    this.console = console;
  }

  void routes(RoutesConfig routes) {
    routes.post("/api/v1/reload", this::reload);
  }

  private void reload(Context context) {
    switch (console.get().reload(guard.person(context, Action.RELOAD))) {
      case Heard.Refused(Decision decision) -> throw ConsoleRoutes.refused(decision);
      case Heard.Done(Outcome outcome) -> answer(context, outcome);
    }
  }

  private static void answer(Context context, Outcome outcome) {
    switch (outcome) {
      case Outcome.Replaced(var version) ->
          ConsoleRoutes.answer(context, ConsoleJson.catalogue("replaced", version));
      case Outcome.Same(var version) ->
          ConsoleRoutes.answer(context, ConsoleJson.catalogue("same", version));
      case Outcome.Broken(var staying, var problems) ->
          throw new ProblemException(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "broken-catalogue",
              "The catalogue stays as it was ("
                  + staying
                  + "): its files have "
                  + problems.size()
                  + " problem(s).",
              problems.stream().map(Problem::toString).toList());
    }
  }
}

package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.Delegating;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.Principal;
import dev.deskhand.web.json.DelegationsJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Supplier;

/** What the command line asks about who approves for whom. */
final class DelegationRoutes {
  private final ConsoleGuard guard;
  private final Supplier<Console> console;

  DelegationRoutes(ConsoleGuard guard, Supplier<Console> console) {
    this.guard = guard;
    this.console = console;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/v1/delegations", this::list);
    routes.post("/api/v1/delegations", this::delegate);
    routes.post("/api/v1/delegations/{id}/end", this::end);
  }

  private void list(Context context) {
    Principal person = guard.person(context, Action.DELEGATE);
    answer(context, console.get().identity().delegations(person));
  }

  private void delegate(Context context) {
    Principal person = guard.person(context, Action.DELEGATE);
    heard(
        context,
        console
            .get()
            .identity()
            .delegate(person, ConsoleRoutes.read(context, DelegationsJson::hand)));
  }

  private void end(Context context) {
    Principal person = guard.person(context, Action.DELEGATE);
    heard(context, console.get().identity().undelegate(person, context.pathParam("id")));
  }

  private static void heard(Context context, Delegating.Heard heard) {
    switch (heard) {
      case Delegating.Heard.Made(Delegation made) -> answer(context, List.of(made));
      case Delegating.Heard.Ended(Delegation ended) -> answer(context, List.of(ended));
      case Delegating.Heard.Refused(Decision decision) -> throw ConsoleRoutes.refused(decision);
      case Delegating.Heard.Unfit(String why) ->
          throw new ProblemException(HttpStatus.CONFLICT, "moot", why);
    }
  }

  private static void answer(Context context, List<Delegation> delegations) {
    ConsoleRoutes.answer(context, DelegationsJson.delegations(delegations));
  }
}

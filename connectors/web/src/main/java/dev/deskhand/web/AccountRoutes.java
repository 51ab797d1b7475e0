package dev.deskhand.web;

import dev.deskhand.bot.Accounts;
import dev.deskhand.bot.Console;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.web.json.AccountJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.Supplier;

/** What the command line asks about accounts. */
final class AccountRoutes {
  private final ConsoleGuard guard;
  private final Supplier<Console> console;

  AccountRoutes(ConsoleGuard guard, Supplier<Console> console) {
    this.guard = guard;
    this.console = console;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/v1/accounts", this::list);
    routes.post("/api/v1/accounts/code", this::code);
    routes.post("/api/v1/accounts/unlink", this::unlink);
  }

  private void list(Context context) {
    Principal person = guard.person(context, Action.MANAGE_ACCOUNTS);
    PersonId whose =
        Optional.ofNullable(context.queryParam("of"))
            .filter(PersonId::isValid)
            .map(PersonId::new)
            .orElse(person.id());
    ConsoleRoutes.answer(
        context,
        AccountJson.accounts(
            console
                .get()
                .identity()
                .accounts(person, whose)
                .orElseThrow(
                    () ->
                        new ProblemException(
                            HttpStatus.FORBIDDEN,
                            "refused",
                            "Whose accounts those are is not yours to see."))));
  }

  private void code(Context context) {
    switch (console.get().identity().linkCode(guard.person(context, Action.MANAGE_ACCOUNTS))) {
      case Accounts.Shown.Code(String code) ->
          ConsoleRoutes.answer(context, AccountJson.code(code));
      case Accounts.Shown.Refused(Decision decision) -> throw ConsoleRoutes.refused(decision);
    }
  }

  private void unlink(Context context) {
    Principal person = guard.person(context, Action.MANAGE_ACCOUNTS);
    Account account = ConsoleRoutes.read(context, AccountJson::account);
    switch (console.get().identity().unlink(person, account)) {
      case Accounts.Unlinked.Done(var link) ->
          ConsoleRoutes.answer(context, AccountJson.unlinked(link));
      case Accounts.Unlinked.Refused(Decision decision) -> throw ConsoleRoutes.refused(decision);
      case Accounts.Unlinked.Moot(String why) ->
          throw new ProblemException(HttpStatus.CONFLICT, "moot", why);
    }
  }
}

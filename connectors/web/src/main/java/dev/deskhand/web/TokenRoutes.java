package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.Tokens;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.TokenId;
import dev.deskhand.web.json.TokensJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Supplier;

/** What the command line asks about tokens. No token is for any of it. */
final class TokenRoutes {
  private final ConsoleGuard guard;
  private final Supplier<Console> console;

  TokenRoutes(ConsoleGuard guard, Supplier<Console> console) {
    this.guard = guard;
    this.console = console;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/v1/tokens", this::list);
    routes.post("/api/v1/tokens", this::make);
    routes.post("/api/v1/tokens/{token}/revoke", this::revoke);
  }

  private void list(Context context) {
    ConsoleRoutes.answer(
        context, TokensJson.tokens(console.get().identity().tokens(person(context))));
  }

  private void make(Context context) {
    Principal person = person(context);
    ApiTokens.Wanted wanted =
        ConsoleRoutes.read(context, body -> TokensJson.wanted(body, person.id()));
    switch (console.get().identity().makeToken(person, wanted)) {
      case Tokens.Made.Done(var made) -> {
        context.status(HttpStatus.CREATED);
        ConsoleRoutes.answer(context, TokensJson.made(made));
      }
      case Tokens.Made.Refused(Decision decision) -> throw ConsoleRoutes.refused(decision);
      case Tokens.Made.Unfit(String why) ->
          throw new ProblemException(
              HttpStatus.UNPROCESSABLE_CONTENT, "unfit", "That does not fit.", List.of(why));
    }
  }

  private void revoke(Context context) {
    Principal person = person(context);
    String id = context.pathParam("token");
    if (!TokenId.isValid(id)) {
      throw new ProblemException(
          HttpStatus.NOT_FOUND, "no-such-token", "A token's id is 16 of 0-9 and a-f.");
    }
    switch (console.get().identity().revokeToken(person, new TokenId(id))) {
      case Tokens.Revoked.Done(var token) ->
          ConsoleRoutes.answer(context, TokensJson.tokens(List.of(token)));
      case Tokens.Revoked.Refused(Decision decision) -> throw ConsoleRoutes.refused(decision);
      case Tokens.Revoked.Moot(String why) ->
          throw new ProblemException(HttpStatus.CONFLICT, "moot", why);
    }
  }

  private Principal person(Context context) {
    return guard.person(context, Action.MANAGE_TOKENS);
  }
}

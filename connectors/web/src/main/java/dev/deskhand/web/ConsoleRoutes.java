package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.RunSpeech.Heard;
import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.RunStarter.Preview;
import dev.deskhand.bot.Stopping;
import dev.deskhand.bot.plan.FreezeVerb;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.web.json.ConsoleJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the command line asks of a running server, below {@code /api/v1/}. */
public final class ConsoleRoutes {
  private static final String PROBLEM = "application/problem+json";
  private static final String RUN = "/api/v1/runs/{run}";

  private final ConsoleGuard guard;
  private final Supplier<Optional<Console>> console;

  /**
   * Routes.
   *
   * @param console who answers; empty while the server still starts
   */
  public ConsoleRoutes(
      Sessions sessions, ConsoleTokens tokens, Supplier<Optional<Console>> console) {
    this.guard = new ConsoleGuard(tokens, sessions);
    this.console = console;
  }

  /** Declares the guard, then the routes. */
  public void routes(RoutesConfig routes) {
    guard.routes(routes);
    routes.get("/api/v1/runs", this::list);
    routes.post("/api/v1/runs", this::start);
    routes.post("/api/v1/plans", this::plan);
    routes.get(RUN, this::show);
    routes.get(RUN + "/artefacts/{sha256}", this::artefact);
    routes.post(RUN + "/approve", context -> say(context, ConsoleJson::approve));
    routes.post(RUN + "/decline", context -> say(context, ConsoleJson::decline));
    routes.post(RUN + "/request-changes", context -> say(context, ConsoleJson::requestChanges));
    routes.post(RUN + "/cancel", context -> say(context, _ -> new RunVerb.Cancel()));
    routes.post(RUN + "/pause", context -> say(context, _ -> new RunVerb.Pause()));
    routes.post(RUN + "/resume", context -> say(context, _ -> new RunVerb.Resume()));
    routes.post(RUN + "/resolve", context -> say(context, ConsoleJson::settle));
    routes.post(RUN + "/answer", context -> say(context, ConsoleJson::answer));
    routes.get("/api/v1/frozen", context -> frozen(context, guard.person(context)));
    routes.post("/api/v1/freeze", context -> stop(context, ConsoleJson::freeze));
    routes.post("/api/v1/unfreeze", context -> stop(context, ConsoleJson::unfreeze));
    routes.exception(ProblemException.class, ConsoleRoutes::refuse);
  }

  private void list(Context context) {
    answer(context, ConsoleJson.runs(console().recent(guard.person(context))));
  }

  private void start(Context context) {
    Principal person = guard.person(context);
    ConsoleJson.Start start = read(context, ConsoleJson::start);
    RunbookId runbook = runbook(start.runbook());
    switch (console().start(person, runbook, start.inputs(), start.id())) {
      case Begun.Run(RunId id) -> {
        context.status(HttpStatus.CREATED);
        show(context, person, id);
      }
      case Begun.Refused(Decision decision) -> throw refused(decision);
      case Begun.Incomplete incomplete ->
          throw unfit(dev.deskhand.bot.RunStarter.missing(incomplete.missing()));
      case Begun.Unfit(List<String> reasons) -> throw unfit(reasons);
      case Begun.NoSuchRunbook _ -> throw noSuchRunbook(person, runbook);
    }
  }

  private void plan(Context context) {
    Principal person = guard.person(context);
    ConsoleJson.Start start = read(context, ConsoleJson::start);
    RunbookId runbook = runbook(start.runbook());
    switch (console().preview(person, runbook, start.inputs())) {
      case Preview.Seen(var planned, Decision decision) ->
          answer(context, ConsoleJson.plan(planned, decision));
      case Preview.Unfit(List<String> reasons) -> throw unfit(reasons);
      case Preview.NoSuchRunbook _ -> throw noSuchRunbook(person, runbook);
    }
  }

  private void show(Context context) {
    show(context, guard.person(context), run(context));
  }

  private void show(Context context, Principal person, RunId id) {
    answer(
        context, ConsoleJson.run(console().find(person, id).orElseThrow(ConsoleRoutes::noSuchRun)));
  }

  private void artefact(Context context) {
    String text =
        console()
            .artefact(guard.person(context), run(context), context.pathParam("sha256"))
            .orElseThrow(
                () ->
                    new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "no-such-artefact",
                        "There is no such run, or it names no such artefact, or you may not see"
                            + " it."));
    answer(context, ConsoleJson.artefact(text));
  }

  private void say(Context context, Function<byte[], RunVerb> reader) {
    Principal person = guard.person(context);
    RunId id = run(context);
    switch (console().say(person, id, read(context, reader))) {
      case Heard.Noted _ -> answer(context, ConsoleJson.noted(id));
      case Heard.Refused(Decision decision) -> throw refused(decision);
      case Heard.NoSuchRun _ -> throw noSuchRun();
      case Heard.Moot(String why) -> throw new ProblemException(HttpStatus.CONFLICT, "moot", why);
      case Heard.Unfit(List<String> reasons) -> throw unfit(reasons);
    }
  }

  private void stop(Context context, Function<byte[], FreezeVerb> reader) {
    Principal person = guard.person(context);
    switch (console().say(person, read(context, reader))) {
      case Stopping.Heard.Noted _ -> frozen(context, person);
      case Stopping.Heard.Refused(Decision decision) -> throw refused(decision);
      case Stopping.Heard.Moot(String why) ->
          throw new ProblemException(HttpStatus.CONFLICT, "moot", why);
    }
  }

  private void frozen(Context context, Principal person) {
    answer(context, ConsoleJson.frozen(console().frozen(person)));
  }

  private Console console() {
    return console
        .get()
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "starting",
                    "The server still reads its catalogue. Try again in a moment."));
  }

  private static RunId run(Context context) {
    try {
      return new RunId(context.pathParam("run"));
    } catch (IllegalArgumentException _) {
      throw noSuchRun();
    }
  }

  private RunbookId runbook(String name) {
    if (!RunbookId.FORM.matcher(name).matches()) {
      throw new ProblemException(
          HttpStatus.NOT_FOUND, "no-such-runbook", "A runbook's name is like unlock-account.");
    }
    return new RunbookId(name);
  }

  private static <T> T read(Context context, Function<byte[], T> reader) {
    try {
      return reader.apply(context.bodyAsBytes());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "unreadable", "The request cannot be read: " + e.getMessage());
    }
  }

  private static void answer(Context context, String json) {
    context.contentType("application/json").result(json);
  }

  private static ProblemException refused(Decision decision) {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "refused",
        decision.reasons().sentence(),
        decision.reasons().policyIds());
  }

  private static ProblemException unfit(List<String> reasons) {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_CONTENT, "unfit", "That does not fit.", reasons);
  }

  private static ProblemException noSuchRun() {
    return new ProblemException(
        HttpStatus.NOT_FOUND,
        "no-such-run",
        "There is no such run, or it has ended, or you may not see it.");
  }

  private ProblemException noSuchRunbook(Principal person, RunbookId runbook) {
    return new ProblemException(
        HttpStatus.NOT_FOUND,
        "no-such-runbook",
        "There is no runbook '" + runbook + "'; " + console().visible().advice(person, runbook));
  }

  private static void refuse(ProblemException problem, Context context) {
    context
        .status(problem.status())
        .contentType(PROBLEM)
        .result(
            ConsoleJson.problem(
                problem.status().getCode(),
                problem.name(),
                String.valueOf(problem.getMessage()),
                problem.reasons()));
  }
}

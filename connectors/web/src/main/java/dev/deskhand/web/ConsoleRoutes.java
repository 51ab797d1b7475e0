package dev.deskhand.web;

import dev.deskhand.bot.BreakGlass;
import dev.deskhand.bot.Console;
import dev.deskhand.bot.RunSpeech.Heard;
import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.RunStarter.Preview;
import dev.deskhand.bot.Started;
import dev.deskhand.bot.Stopping;
import dev.deskhand.bot.plan.FreezeVerb;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.permissions.Action;
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

/** What the command line and programs ask of a running server, below {@code /api/v1/}. */
public final class ConsoleRoutes {
  private static final String PROBLEM = "application/problem+json";
  private static final String RUN = "/api/v1/runs/{run}";

  private final ConsoleGuard guard;
  private final Supplier<Optional<Console>> console;
  private final ConsoleLimit limit;

  /**
   * Routes.
   *
   * @param console who answers; empty while the server still starts
   */
  public ConsoleRoutes(
      Sessions sessions,
      ConsoleTokens tokens,
      Supplier<Optional<Console>> console,
      ConsoleLimit limit) {
    this.console = console;
    this.guard = new ConsoleGuard(tokens, sessions, this::console);
    this.limit = limit;
  }

  /** Declares the guard, then the routes. */
  public void routes(RoutesConfig routes) {
    guard.routes(routes);
    routes.before(
        ConsoleGuard.PATHS, context -> limit.check(context, guard.person(context, Action.SEE)));
    routes.get("/api/v1/runs", this::list);
    routes.post("/api/v1/runs", this::start);
    routes.post("/api/v1/plans", this::plan);
    routes.get(RUN, this::show);
    routes.get(RUN + "/artefacts/{sha256}", this::artefact);
    routes.post(RUN + "/approve", context -> say(context, Action.APPROVE, ConsoleJson::approve));
    routes.post(RUN + "/decline", context -> say(context, Action.APPROVE, ConsoleJson::decline));
    routes.post(
        RUN + "/request-changes",
        context -> say(context, Action.APPROVE, ConsoleJson::requestChanges));
    routes.post(RUN + "/cancel", context -> say(context, Action.CANCEL, _ -> new RunVerb.Cancel()));
    routes.post(RUN + "/pause", context -> say(context, Action.CANCEL, _ -> new RunVerb.Pause()));
    routes.post(RUN + "/resume", context -> say(context, Action.CANCEL, _ -> new RunVerb.Resume()));
    routes.post(RUN + "/resolve", context -> say(context, Action.RESOLVE, ConsoleJson::settle));
    routes.post(RUN + "/answer", context -> say(context, Action.ANSWER, ConsoleJson::answer));
    routes.get(
        "/api/v1/frozen", context -> frozen(context, guard.person(context, Action.READ_EVIDENCE)));
    routes.post("/api/v1/freeze", context -> stop(context, Action.FREEZE, ConsoleJson::freeze));
    routes.post(
        "/api/v1/unfreeze", context -> stop(context, Action.UNFREEZE, ConsoleJson::unfreeze));
    new AccountRoutes(guard, this::console).routes(routes);
    new TokenRoutes(guard, this::console).routes(routes);
    new DelegationRoutes(guard, this::console).routes(routes);
    new CatalogueRoutes(guard, this::console).routes(routes);
    new TeachingRoutes(guard, this::console).routes(routes);
    routes.get("/api/v1/reviews", this::reviews);
    routes.post("/api/v1/reviews/{run}", this::review);
    routes.exception(ProblemException.class, ConsoleRoutes::refuse);
  }

  private void list(Context context) {
    answer(
        context, ConsoleJson.runs(console().recent(guard.person(context, Action.READ_EVIDENCE))));
  }

  private void start(Context context) {
    Principal person = guard.person(context, Action.START);
    ConsoleJson.Start start = read(context, ConsoleJson::start);
    RunbookId runbook = runbook(start.runbook());
    switch (started(person, runbook, start)) {
      case Begun.Run(RunId id) -> {
        context.status(HttpStatus.CREATED);
        // A token may be for starting, and not for reading.
        answer(context, told(person, id).orElseGet(() -> ConsoleJson.noted(id)));
      }
      case Begun.Refused(Decision decision) -> throw refused(decision);
      case Begun.Incomplete incomplete ->
          throw unfit(dev.deskhand.bot.RunStarter.missing(incomplete.missing()));
      case Begun.Unfit(List<String> reasons) -> throw unfit(reasons);
      case Begun.NoSuchRunbook _ -> throw noSuchRunbook(person, runbook);
      case Started.Otherwise(RunId id) ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "another-start",
              "With the id '%s' you began %s before, of another runbook or with other values."
                      .formatted(start.id(), id)
                  + " Nothing was begun: send this one with an id of its own.");
    }
  }

  private Started started(Principal person, RunbookId runbook, ConsoleJson.Start start) {
    return start
        .breakGlass()
        .map(why -> console().startBreakingGlass(person, runbook, start.inputs(), start.id(), why))
        .orElseGet(() -> console().start(person, runbook, start.inputs(), start.id()));
  }

  private void reviews(Context context) {
    answer(context, ConsoleJson.reviews(console().reviews(guard.person(context, Action.REVIEW))));
  }

  private void review(Context context) {
    Principal person = guard.person(context, Action.REVIEW);
    RunId id = run(context);
    switch (console().review(person, id, read(context, ConsoleJson::review))) {
      case BreakGlass.Heard.Noted _ -> answer(context, ConsoleJson.noted(id));
      case BreakGlass.Heard.Refused(Decision decision) -> throw refused(decision);
      case BreakGlass.Heard.NoSuchReview _ ->
          throw new ProblemException(
              HttpStatus.NOT_FOUND, "no-such-review", "Nothing of that run waits for a review.");
    }
  }

  private void plan(Context context) {
    Principal person = guard.person(context, Action.START);
    ConsoleJson.Start start = read(context, ConsoleJson::start);
    RunbookId runbook = runbook(start.runbook());
    switch (console().preview(person, runbook, start.inputs())) {
      case Preview.Seen(var planned, Decision decision, var _) ->
          answer(context, ConsoleJson.plan(planned, decision));
      case Preview.Unfit(List<String> reasons) -> throw unfit(reasons);
      case Preview.NoSuchRunbook _ -> throw noSuchRunbook(person, runbook);
    }
  }

  private void show(Context context) {
    answer(
        context,
        told(guard.person(context, Action.READ_EVIDENCE), run(context))
            .orElseThrow(ConsoleRoutes::noSuchRun));
  }

  private Optional<String> told(Principal person, RunId id) {
    return console().find(person, id).map(ConsoleJson::run);
  }

  private void artefact(Context context) {
    String text =
        console()
            .artefact(
                guard.person(context, Action.READ_EVIDENCE),
                run(context),
                context.pathParam("sha256"))
            .orElseThrow(
                () ->
                    new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "no-such-artefact",
                        "There is no such run, or it names no such artefact, or you may not see"
                            + " it."));
    answer(context, ConsoleJson.artefact(text));
  }

  private void say(Context context, Action action, Function<byte[], RunVerb> reader) {
    Principal person = guard.person(context, action);
    RunId id = run(context);
    switch (console().say(person, id, read(context, reader))) {
      case Heard.Noted _ -> answer(context, ConsoleJson.noted(id));
      case Heard.Refused(Decision decision) -> throw refused(decision);
      case Heard.NoSuchRun _ -> throw noSuchRun();
      case Heard.Moot(String why) -> throw new ProblemException(HttpStatus.CONFLICT, "moot", why);
      case Heard.Unfit(List<String> reasons) -> throw unfit(reasons);
    }
  }

  private void stop(Context context, Action action, Function<byte[], FreezeVerb> reader) {
    Principal person = guard.person(context, action);
    switch (console().say(person, read(context, reader))) {
      case Stopping.Heard.Noted noted ->
          answer(context, ConsoleJson.frozen(console().frozen(person), noted.doubt()));
      case Stopping.Heard.Refused(Decision decision) -> throw refused(decision);
      case Stopping.Heard.Moot(String why) ->
          throw new ProblemException(HttpStatus.CONFLICT, "moot", why);
    }
  }

  private void frozen(Context context, Principal person) {
    answer(context, ConsoleJson.frozen(console().frozen(person), Optional.empty()));
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

  static <T> T read(Context context, Function<byte[], T> reader) {
    try {
      return reader.apply(context.bodyAsBytes());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "unreadable", "The request cannot be read: " + e.getMessage());
    }
  }

  static void answer(Context context, String json) {
    context.contentType("application/json").result(json);
  }

  static ProblemException refused(Decision decision) {
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

  static void refuse(ProblemException problem, Context context) {
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

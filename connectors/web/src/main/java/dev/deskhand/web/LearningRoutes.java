package dev.deskhand.web;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.PastSentences;
import dev.deskhand.bot.Teaching.Heard;
import dev.deskhand.bot.Teaching.Lesson;
import dev.deskhand.bot.TeachingConsole;
import dev.deskhand.bot.Textbook.Trial;
import dev.deskhand.bot.hint.Hints;
import dev.deskhand.permissions.Principal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The portal's pages about sentences: why one was understood as it was, and what those that were
 * not understood mean.
 */
public final class LearningRoutes {
  private static final String HINT = "/teaching/{hint}";

  private final Sessions sessions;
  private final Supplier<Optional<Console>> console;
  private final LearningPages pages = new LearningPages(new PortalPages());

  /**
   * Routes.
   *
   * @param console who answers; empty while the server still starts
   */
  public LearningRoutes(Sessions sessions, Supplier<Optional<Console>> console) {
    this.sessions = sessions;
    this.console = console;
  }

  /** Declares the routes; the guard asks for a session before them. */
  public void routes(RoutesConfig routes) {
    routes.get("/sentences", this::sentences);
    routes.get("/sentences/{number}", this::why);
    routes.get("/teaching", context -> show(context, pages.hints(open(context))));
    routes.get(HINT, this::hint);
    routes.post(HINT + "/try", this::attempt);
    routes.post(HINT + "/approve", this::approve);
    routes.post(HINT + "/reject", this::reject);
  }

  private void sentences(Context context) {
    List<PastSentences.Past> recent =
        past()
            .recent(person(context))
            .orElseThrow(
                () ->
                    refused(
                        HttpStatus.FORBIDDEN,
                        "How sentences were understood is shown to those who read evidence."));
    show(context, pages.sentences(recent));
  }

  private void why(Context context) {
    String number = context.pathParam("number");
    PastSentences.Why why =
        Optional.of(number)
            .filter(it -> it.matches("\\d{1,18}"))
            .flatMap(it -> past().why(person(context), Long.parseLong(it)))
            .orElseThrow(
                () ->
                    refused(
                        HttpStatus.NOT_FOUND,
                        "There is no such sentence, or not for you to look at."));
    show(context, pages.why(why));
  }

  private List<Hints.Asked> open(Context context) {
    return teaching()
        .open(person(context))
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.FORBIDDEN,
                    "What sentences mean is for those to say who may teach."));
  }

  private void hint(Context context) {
    Hints.Asked asked = asked(context);
    show(context, pages.hint(asked, teaching().intents(), lesson(asked), List.of()));
  }

  private static Lesson lesson(Hints.Asked asked) {
    return new Lesson(asked.meant().map(it -> it.id()).orElse(""), asked.sentence());
  }

  private void attempt(Context context) {
    Hints.Asked asked = asked(context);
    answer(context, asked, teaching().tried(person(context), asked.id(), said(context)));
  }

  private void approve(Context context) {
    Principal person = person(context);
    String digest = Optional.ofNullable(context.formParam("digest")).orElse("");
    String id = context.pathParam("hint");
    Heard heard = teaching().approve(person, id, said(context), digest);
    if (heard instanceof Heard.Approved approved) {
      show(context, pages.approved(approved));
      return;
    }
    if (heard instanceof Heard.Moot(var by, var verdict)) {
      throw refused(HttpStatus.CONFLICT, TeachingRoutes.moot(by.value(), verdict.name()));
    }
    answer(context, asked(context), heard);
  }

  private void reject(Context context) {
    String id = context.pathParam("hint");
    switch (teaching().reject(person(context), id)) {
      case Heard.Rejected _, Heard.Moot _ -> context.redirect("/teaching", HttpStatus.SEE_OTHER);
      case Heard heard -> answer(context, asked(context), heard);
    }
  }

  private void answer(Context context, Hints.Asked asked, Heard heard) {
    switch (heard) {
      case Heard.Tried(var lesson, Trial.Ready ready) ->
          show(context, pages.trial(asked, lesson, ready));
      case Heard.Tried(var lesson, Trial.Taught _) ->
          again(context, asked, lesson, List.of("This sentence teaches it already."));
      case Heard.Tried(var lesson, Trial.Unfit(var reasons)) ->
          again(context, asked, lesson, reasons);
      case Heard.Unfit(var reasons) -> again(context, asked, said(context), reasons);
      case Heard.Refused(var decision) ->
          throw refused(HttpStatus.FORBIDDEN, decision.reasons().sentence());
      case Heard.Moot _, Heard.NoSuchHint _, Heard.Approved _, Heard.Rejected _ ->
          throw notWaiting();
    }
  }

  private void again(Context context, Hints.Asked asked, Lesson lesson, List<String> reasons) {
    context.status(HttpStatus.UNPROCESSABLE_CONTENT);
    show(context, pages.hint(asked, teaching().intents(), lesson, reasons));
  }

  private static Lesson said(Context context) {
    return new Lesson(
        Optional.ofNullable(context.formParam("intent")).orElse(""),
        Optional.ofNullable(context.formParam("sentence")).orElse(""));
  }

  private Hints.Asked asked(Context context) {
    open(context);
    return teaching()
        .find(person(context), context.pathParam("hint"))
        .orElseThrow(LearningRoutes::notWaiting);
  }

  private static RequestRefusedException notWaiting() {
    return refused(HttpStatus.NOT_FOUND, "This sentence does not wait any more. See “Sentences”.");
  }

  private Principal person(Context context) {
    return sessions
        .pass(context)
        .flatMap(pass -> sessions.principal(pass.person()))
        .orElseThrow(() -> refused(HttpStatus.UNAUTHORIZED, "You are not signed in."));
  }

  private PastSentences past() {
    return answering().visible().sentences();
  }

  private TeachingConsole teaching() {
    return answering().portal().teaching();
  }

  private Console answering() {
    return console
        .get()
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The catalogue is still being read. Try again in a moment."));
  }

  private static void show(Context context, String page) {
    context.header("Referrer-Policy", "same-origin").html(page);
  }

  private static RequestRefusedException refused(HttpStatus status, String words) {
    return new RequestRefusedException(status, words);
  }
}

package dev.deskhand.web;

import static dev.deskhand.web.PortalVisits.refused;
import static dev.deskhand.web.PortalVisits.show;
import static dev.deskhand.web.PortalVisits.stored;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.Offers;
import dev.deskhand.bot.PastSentences;
import dev.deskhand.bot.RunSpeech.Heard;
import dev.deskhand.bot.RunStarter;
import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.offer.ShownOffer;
import dev.deskhand.bot.offer.Subject;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.bot.reply.Waiting;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The portal: choosing from the catalogue, filling in, following and approving, by plain forms. */
public final class PortalRoutes {
  static final String REQUEST = "/requests/{run}";
  private static final int LONGEST_CAUSE = 60;
  private static final int LONGEST_WHY = 500;

  private final Sessions sessions;
  private final PortalVisits visits;
  private final Reception reception;
  private final RunEvents events;
  private final PortalPages pages = new PortalPages();

  /**
   * Routes.
   *
   * @param console who answers; empty while the server still starts
   * @param reception takes what goes on in the conversation
   * @param isClosing true once open pages have to be let go
   */
  public PortalRoutes(
      Sessions sessions,
      Supplier<Optional<Console>> console,
      Reception reception,
      BooleanSupplier isClosing) {
    this.sessions = sessions;
    this.visits = new PortalVisits(sessions, console);
    this.reception = reception;
    this.events = new RunEvents(sessions, isClosing);
  }

  /** Declares the routes; the guard asks for a session before them. */
  public void routes(RoutesConfig routes) {
    routes.get("/catalogue", this::catalogue);
    routes.get("/catalogue/{offer}", this::form);
    routes.post("/catalogue/{offer}", this::start);
    routes.get("/requests", this::requests);
    routes.get(REQUEST, this::request);
    routes.get(REQUEST + "/events", this::follow);
    new RunFormRoutes(visits, pages).routes(routes);
    new RunFileRoutes(visits).routes(routes);
    routes.post(REQUEST + "/cancel", this::cancel);
    routes.get("/approvals", context -> approvals(context, noted(context)));
    routes.post("/approvals/{run}", this::decide);
  }

  private void catalogue(Context context) {
    String words = Optional.ofNullable(context.queryParam("words")).orElse("");
    show(
        context,
        pages.catalogue(visits.portal().offers().shownTo(visits.person(context), words), words));
  }

  private void form(Context context) {
    Principal person = visits.person(context);
    ShownOffer shown = offer(context, person);
    Sealed sealed = sealed(context, shown);
    OfferForm fresh =
        OfferForm.fresh(UUID.randomUUID().toString(), visits.portal().form(person, shown.offer()));
    show(context, pages.form(shown, fresh.sealed(sealed.token(), sealed.fixed())));
  }

  private void start(Context context) {
    Principal person = visits.person(context);
    ShownOffer shown = offer(context, person);
    String cause = Optional.ofNullable(context.formParam("form")).orElse("");
    if (!cause.matches("[\\w-]{1," + LONGEST_CAUSE + "}")) {
      throw refused(
          HttpStatus.BAD_REQUEST, "This form is not whole. Open it again from the catalogue.");
    }
    if (shown.offer().subject() instanceof Subject.OfTree) {
      walk(context, person, shown, cause);
      return;
    }
    List<Form.Field> fields = visits.portal().form(person, shown.offer());
    Map<String, String> said = new HashMap<>();
    fields.forEach(
        field ->
            said.put(
                field.name(), Optional.ofNullable(context.formParam(field.name())).orElse("")));
    Sealed sealed = sealed(context, shown);
    said.putAll(sealed.fixed());
    OfferForm form = OfferForm.sent(cause, fields, said).sealed(sealed.token(), sealed.fixed());
    if (!form.isComplete()) {
      context.status(HttpStatus.UNPROCESSABLE_CONTENT);
      show(context, pages.form(shown, form));
      return;
    }
    begin(context, person, shown, form);
  }

  private void begin(Context context, Principal person, ShownOffer shown, OfferForm form) {
    OfferName name = shown.offer().name();
    switch (stored(() -> visits.portal().start(person, name, form.said(), form.cause()))) {
      case Begun.Run(RunId id) -> context.redirect("/requests/" + id, HttpStatus.SEE_OTHER);
      case Begun.Refused(var decision) ->
          again(context, HttpStatus.FORBIDDEN, shown, form, List.of(decision.reasons().sentence()));
      case Begun.Incomplete(var missing) ->
          again(
              context, HttpStatus.UNPROCESSABLE_CONTENT, shown, form, RunStarter.missing(missing));
      case Begun.Unfit(var reasons) ->
          again(context, HttpStatus.UNPROCESSABLE_CONTENT, shown, form, reasons);
      case Begun.NoSuchRunbook _ -> throw gone();
    }
  }

  private void again(
      Context context, HttpStatus status, ShownOffer shown, OfferForm form, List<String> reasons) {
    context.status(status);
    show(context, pages.form(shown, form.refusedBecause(reasons)));
  }

  /** A tree is walked in the conversation, where it asks its questions. */
  private void walk(Context context, Principal person, ShownOffer shown, String cause) {
    Envelope envelope =
        new Envelope(
            sessions.tenant(),
            WebChannel.account(person.id()),
            WebChannel.conversation(person.id()),
            "web/" + person.id(),
            "portal-" + cause);
    var _ =
        stored(
            () ->
                reception.accept(
                    new Inbound.ButtonClick(
                        envelope, ButtonReader.offer(shown.offer()), "portal")));
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void requests(Context context) {
    Principal person = visits.person(context);
    String more =
        sentences().maySee(person)
            ? "<p><a href=\"/sentences\">How sentences were understood</a></p>"
            : "";
    show(context, pages.requests(visits.portal().requests(person), more));
  }

  private void request(Context context) {
    Principal person = visits.person(context);
    Console.Told told = visits.run(context, person);
    boolean isOwn = told.run().run().request().requester().equals(person.id());
    String why =
        sentences()
            .of(person, told.run())
            .map(
                it ->
                    "<p><a href=\"/sentences/"
                        + it.number()
                        + "\">Why was the sentence understood so?</a></p>")
            .orElse("");
    show(
        context,
        pages.request(
            told,
            visits.portal().asked(person, told.run().id()),
            isOwn ? PortalPages.CanCancel.YES : PortalPages.CanCancel.NO,
            PortalPages.files(visits.portal().files(person, told.run().id())) + why));
  }

  private PastSentences sentences() {
    return visits.console().visible().sentences();
  }

  private void follow(Context context) {
    Principal person = visits.person(context);
    RunId id = visits.run(context, person).run().id();
    events.follow(context, () -> visits.portal().find(person, id).map(Console.Told::run));
  }

  private void cancel(Context context) {
    Principal person = visits.person(context);
    RunId id = visits.run(context, person).run().id();
    switch (stored(() -> visits.portal().say(person, id, new RunVerb.Cancel()))) {
      case Heard.Refused(var decision) ->
          throw refused(HttpStatus.FORBIDDEN, decision.reasons().sentence());
      case Heard.Noted _, Heard.Moot _, Heard.NoSuchRun _, Heard.Unfit _ ->
          context.redirect("/requests/" + id, HttpStatus.SEE_OTHER);
    }
  }

  private void approvals(Context context, PortalPages.Notice notice) {
    show(context, pages.approvals(visits.portal().waiting(visits.person(context)), notice));
  }

  private void undecided(Context context, HttpStatus status, String why) {
    approvals(context.status(status), new PortalPages.Notice.Refused(why));
  }

  /** What whoever has just decided something is told: that it counts, and of what. */
  private PortalPages.Notice noted(Context context) {
    return Optional.ofNullable(context.queryParam("noted"))
        .flatMap(run -> visits.find(visits.person(context), run))
        .<PortalPages.Notice>map(it -> new PortalPages.Notice.Noted(it.run()))
        .orElseGet(PortalPages.Notice.None::new);
  }

  /** An answer to what was on the page: if it is another plan by now, it is shown anew. */
  private void decide(Context context) {
    Principal person = visits.person(context);
    StoredRun stored = visits.run(context, person).run();
    int length = why(context).length();
    if (length > LONGEST_WHY) {
      undecided(
          context,
          HttpStatus.UNPROCESSABLE_CONTENT,
          "Say it in at most %,d characters; this has %,d. Nothing was decided."
              .formatted(LONGEST_WHY, length));
      return;
    }
    Optional<RunVerb> verb = judgement(context);
    if (verb.isEmpty()) {
      undecided(context, HttpStatus.UNPROCESSABLE_CONTENT, "Say what has to be different.");
      return;
    }
    if (!digest(context, person, stored).equals(context.formParam("digest"))) {
      undecided(context, HttpStatus.CONFLICT, "That was another plan. This is what waits now.");
      return;
    }
    switch (stored(() -> visits.portal().say(person, stored.id(), verb.get()))) {
      case Heard.Noted _ ->
          context.redirect("/approvals?noted=" + stored.id(), HttpStatus.SEE_OTHER);
      case Heard.Refused(var decision) ->
          undecided(context, HttpStatus.FORBIDDEN, decision.reasons().sentence());
      case Heard.Moot(var why) -> undecided(context, HttpStatus.CONFLICT, why);
      case Heard.Unfit(var reasons) ->
          undecided(context, HttpStatus.CONFLICT, String.join(" ", reasons));
      case Heard.NoSuchRun _ -> undecided(context, HttpStatus.CONFLICT, "It has ended already.");
    }
  }

  /** Of what was on the page, as it is now; empty where that step does not wait any more. */
  private String digest(Context context, Principal person, StoredRun stored) {
    Optional<StepRef> step = step(context);
    return step.isEmpty()
        ? stored.run().digest()
        : visits.portal().waiting(person).stream()
            .flatMap(
                it ->
                    it instanceof Waiting.Rest(StoredRun run, StepRef waiting, var asked)
                            && run.id().equals(stored.id())
                            && waiting.equals(step.get())
                        ? Stream.of(asked.digest())
                        : Stream.empty())
            .findFirst()
            .orElse("");
  }

  private static Optional<StepRef> step(Context context) {
    try {
      return Optional.ofNullable(context.formParam("step"))
          .filter(it -> !it.isBlank())
          .map(StepRef::parse);
    } catch (IllegalArgumentException _) {
      throw refused(HttpStatus.BAD_REQUEST, "Nothing was decided: use the buttons of the page.");
    }
  }

  private static String why(Context context) {
    return Optional.ofNullable(context.formParam("why")).orElse("").strip();
  }

  /** What an approver says; empty for a wish for changes that doesn't say which. */
  private static Optional<RunVerb> judgement(Context context) {
    String say = Optional.ofNullable(context.formParam("say")).orElse("");
    String why = why(context);
    return switch (say) {
      case "approve" -> Optional.of(new RunVerb.Approve(step(context)));
      case "decline" -> Optional.of(new RunVerb.Decline(step(context), why));
      case "request-changes" ->
          Optional.of(why).filter(it -> !it.isEmpty()).map(RunVerb.RequestChanges::new);
      default ->
          throw new RequestRefusedException(
              HttpStatus.BAD_REQUEST, "Nothing was decided: use the buttons of the page.");
    };
  }

  private ShownOffer offer(Context context, Principal person) {
    String name = context.pathParam("offer");
    if (!OfferName.FORM.matcher(name).matches()) {
      throw gone();
    }
    return switch (visits.portal().offers().find(person, new OfferName(name))) {
      case Offers.Found.Open(var shown) -> shown;
      case Offers.Found.UnderReview _ ->
          throw refused(
              HttpStatus.GONE,
              "This is not offered at the moment: its owner has to look at it again.");
      case Offers.Found.Nothing _ -> throw gone();
    };
  }

  /** What a link has fixed, and the link; nothing for whoever came by the catalogue. */
  private record Sealed(String token, Map<String, String> fixed) {}

  /** A link that was altered, is too old or stands for an earlier edition is told so. */
  private Sealed sealed(Context context, ShownOffer shown) {
    String token =
        Optional.ofNullable(context.queryParam("o"))
            .or(() -> Optional.ofNullable(context.formParam("o")))
            .orElse("");
    if (token.isEmpty()) {
      return new Sealed("", Map.of());
    }
    return switch (visits.portal().offers().opened(token)) {
      case OfferSeal.Reading.Valid(var it)
          when it.offer().equals(shown.offer().name())
              && it.edition().equals(shown.offer().edition()) ->
          new Sealed(token, it.fixed());
      case OfferSeal.Reading.Valid _ ->
          throw refused(
              HttpStatus.GONE,
              "This offer has changed since the link was made. Choose it from the catalogue.");
      case OfferSeal.Reading.Expired _ ->
          throw refused(
              HttpStatus.GONE, "This link was good for a time that is over. Open the catalogue.");
      case OfferSeal.Reading.Forged _ ->
          throw refused(
              HttpStatus.BAD_REQUEST,
              "This link was not made here, or was altered since. Open the catalogue.");
    };
  }

  private static RequestRefusedException gone() {
    return refused(
        HttpStatus.NOT_FOUND, "That is not offered any more, or not to you. Open the catalogue.");
  }
}

package dev.deskhand.web;

import static dev.deskhand.web.PortalVisits.refused;
import static dev.deskhand.web.PortalVisits.show;
import static dev.deskhand.web.PortalVisits.stored;

import dev.deskhand.bot.RunSpeech.Heard;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.bot.reply.Waiting;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run asks for while it goes on: a form, for those whom it asks and for nobody else. */
final class RunFormRoutes {
  private static final String FORM = PortalRoutes.REQUEST + "/form";

  private final PortalVisits visits;
  private final PortalPages pages;

  RunFormRoutes(PortalVisits visits, PortalPages pages) {
    this.visits = visits;
    this.pages = pages;
  }

  void routes(RoutesConfig routes) {
    routes.get(FORM, this::form);
    routes.post(FORM, this::answer);
  }

  private void form(Context context) {
    Principal person = visits.person(context);
    Optional<Waiting.Values> asked = asked(context, person);
    if (asked.isEmpty()) {
      onward(context, person);
      return;
    }
    show(context, pages.answer(asked.get(), OfferForm.fresh("", asked.get().fields())));
  }

  /** A form that is sent twice, or after somebody else, finds nothing to answer any more. */
  private void answer(Context context) {
    Principal person = visits.person(context);
    Optional<Waiting.Values> asked = asked(context, person);
    if (asked.isEmpty()) {
      onward(context, person);
      return;
    }
    List<Form.Field> fields = asked.get().fields();
    Map<String, String> said = said(context, fields);
    OfferForm form = OfferForm.sent("", fields, said);
    if (!form.isComplete()) {
      again(context, asked.get(), form);
      return;
    }
    RunVerb answer = new RunVerb.Answer(asked.get().step(), said);
    switch (stored(() -> visits.portal().say(person, asked.get().run().id(), answer))) {
      case Heard.Noted _, Heard.Moot _, Heard.NoSuchRun _ -> onward(context, person);
      case Heard.Unfit(var reasons) -> again(context, asked.get(), form.refusedBecause(reasons));
      case Heard.Refused(var decision) ->
          throw refused(HttpStatus.FORBIDDEN, decision.reasons().sentence());
    }
  }

  private static Map<String, String> said(Context context, List<Form.Field> fields) {
    Map<String, String> said = new HashMap<>();
    fields.forEach(
        field ->
            said.put(
                field.name(), Optional.ofNullable(context.formParam(field.name())).orElse("")));
    return said;
  }

  private void again(Context context, Waiting.Values asked, OfferForm form) {
    context.status(HttpStatus.UNPROCESSABLE_CONTENT);
    show(context, pages.answer(asked, form));
  }

  private Optional<Waiting.Values> asked(Context context, Principal person) {
    try {
      return visits
          .portal()
          .asked(
              person,
              new RunId(context.pathParam("run")),
              StepRef.parse(Optional.ofNullable(context.queryParam("step")).orElse("")));
    } catch (IllegalArgumentException _) {
      throw gone();
    }
  }

  /** To the request, for those who may read it; whoever was only asked sees what else waits. */
  private void onward(Context context, Principal person) {
    RunId id = new RunId(context.pathParam("run"));
    if (visits.portal().find(person, id).isPresent()) {
      context.redirect("/requests/" + id, HttpStatus.SEE_OTHER);
      return;
    }
    if (!visits.portal().wasAsked(person, id)) {
      throw gone();
    }
    context.redirect("/approvals", HttpStatus.SEE_OTHER);
  }

  private static RequestRefusedException gone() {
    return refused(
        HttpStatus.NOT_FOUND, "There is no such form, or it is none of yours. See “My approvals”.");
  }
}

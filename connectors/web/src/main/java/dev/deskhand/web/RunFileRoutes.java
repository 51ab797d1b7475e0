package dev.deskhand.web;

import static dev.deskhand.web.PortalVisits.refused;

import dev.deskhand.bot.Portal;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.RunId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** The texts of a run that are too long for its story, for whoever may read the run. */
final class RunFileRoutes {
  private static final String FILE = PortalRoutes.REQUEST + "/files/{sha256}";

  private final PortalVisits visits;
  private final FilePassage leaving = new FilePassage();

  RunFileRoutes(PortalVisits visits) {
    this.visits = visits;
  }

  void routes(RoutesConfig routes) {
    routes.get(FILE, context -> leaving.pass(() -> send(context)));
  }

  /** It is only ever saved: what a target wrote may say it is a page. */
  private void send(Context context) {
    Principal person = visits.person(context);
    Portal portal = visits.portal();
    RunId run = visits.run(context, person).run().id();
    Attachment file =
        portal.file(person, run, context.pathParam("sha256")).orElseThrow(RunFileRoutes::gone);
    context
        .header("Content-Security-Policy", FileRoutes.NO_RIGHTS)
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Disposition", "attachment" + FileRoutes.named(file.name()))
        .contentType(file.mediaType() + "; charset=utf-8")
        .result(
            visits.console().artefact(person, run, file.sha256()).orElseThrow(RunFileRoutes::gone));
  }

  private static RequestRefusedException gone() {
    return refused(HttpStatus.NOT_FOUND, "There is no such file, or it is none of yours.");
  }
}

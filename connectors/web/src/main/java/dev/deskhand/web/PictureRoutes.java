package dev.deskhand.web;

import dev.deskhand.bot.file.CataloguePictures;
import dev.deskhand.bot.file.KeptFiles;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/**
 * The pictures that the catalogue of now shows, and nothing of anybody's: for whoever is signed in,
 * and by a signed address for clients that show a message without being signed in.
 */
public final class PictureRoutes {
  static final String SIGNED = "/pictures/{sha256}";
  private static final String DAY = "86400";

  private final KeptFiles.Pictures pictures;

  /** Routes to pictures. */
  public PictureRoutes(KeptFiles.Pictures pictures) {
    this.pictures = pictures;
  }

  /** Declares the routes; the guard asks for a session before the first. */
  public void routes(RoutesConfig routes) {
    routes.get("/catalogue/pictures/{sha256}", this::show);
    routes.get(SIGNED, this::showSigned);
  }

  private void show(Context context) {
    send(context, "private");
  }

  /** Other sites may show it: that is what the address is given away for. */
  private void showSigned(Context context) {
    String signature = Optional.ofNullable(context.queryParam("sign")).orElse("");
    if (!pictures.seal().fits(context.pathParam("sha256"), signature)) {
      throw gone();
    }
    send(context, "public");
    context.header("Cross-Origin-Resource-Policy", "cross-origin");
  }

  private void send(Context context, String whose) {
    CataloguePictures.Kept kept =
        pictures.now().get().find(context.pathParam("sha256")).orElseThrow(PictureRoutes::gone);
    context
        .header("Content-Security-Policy", FileRoutes.NO_RIGHTS)
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", whose + ", max-age=" + DAY)
        .contentType(kept.file().mediaType())
        .result(kept.bytes());
  }

  private static RequestRefusedException gone() {
    return new RequestRefusedException(
        HttpStatus.NOT_FOUND, "There is no such picture, or it is shown no more.");
  }
}

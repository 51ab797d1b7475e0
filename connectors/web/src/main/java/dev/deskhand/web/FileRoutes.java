package dev.deskhand.web;

import dev.deskhand.bot.EvidenceFiles;
import dev.deskhand.bot.file.FileKind;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.permissions.Principal;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.WalkId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The files that people gave to walks, for those who may read evidence, and their givers. */
public final class FileRoutes {
  private static final String WALK = "/walks/{walk}";
  private static final String TICKET = "/ticket-files/{ticket}/{sha256}";
  private static final Pattern REF = Pattern.compile("[a-z][a-z0-9]*-[A-Za-z0-9]{1,60}");

  /** What is fetched may do nothing, whatever it is and wherever it is opened. */
  static final String NO_RIGHTS = "default-src 'none'; sandbox";

  private final Sessions sessions;
  private final Supplier<Optional<EvidenceFiles>> files;
  private final PortalPages pages = new PortalPages();
  private final FilePassage leaving = new FilePassage();

  /**
   * Routes.
   *
   * @param files whoever reads them; empty while the server still starts
   */
  public FileRoutes(Sessions sessions, Supplier<Optional<EvidenceFiles>> files) {
    this.sessions = sessions;
    this.files = files;
  }

  /** Declares the routes; the guard asks for a session before them. */
  public void routes(RoutesConfig routes) {
    routes.get(WALK, this::list);
    routes.get(WALK + "/files/{sha256}", this::file);
    routes.get(TICKET, this::ofTicket);
  }

  private void list(Context context) {
    WalkId walk = walk(context);
    List<KeptFile> kept = files().of(reader(context), walk);
    if (kept.isEmpty()) {
      throw gone();
    }
    context.html(pages.files(walk, kept));
  }

  /** A picture that its bytes prove to be one is shown; anything else is only ever saved. */
  private void file(Context context) {
    leaving.pass(() -> send(context));
  }

  private void ofTicket(Context context) {
    leaving.pass(
        () ->
            send(
                context,
                files().find(reader(context), ticket(context), context.pathParam("sha256"))));
  }

  private void send(Context context) {
    send(context, files().find(reader(context), walk(context), context.pathParam("sha256")));
  }

  private static void send(Context context, Optional<EvidenceFiles.Content> found) {
    EvidenceFiles.Content content = found.orElseThrow(FileRoutes::gone);
    byte[] bytes =
        content
            .bytes()
            .orElseThrow(
                () ->
                    refused(
                        HttpStatus.GONE,
                        "This file was erased, with all else that its giver had said."));
    String proven = FileKind.of(bytes, "");
    boolean isPicture = FileKind.PICTURES.contains(proven);
    context
        .header("Content-Security-Policy", NO_RIGHTS)
        .header("X-Content-Type-Options", "nosniff")
        .header(
            "Content-Disposition",
            (isPicture ? "inline" : "attachment") + named(content.file().name().value()))
        .contentType(isPicture ? proven : "application/octet-stream")
        .result(bytes);
  }

  /** As RFC 6266, 5 wants it; nothing of the name stands there but letters, digits and percents. */
  static String named(String name) {
    return "; filename*=UTF-8''"
        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private static TicketRef ticket(Context context) {
    String ref = context.pathParam("ticket");
    if (!REF.matcher(ref).matches()) {
      throw gone();
    }
    return TicketRef.parse(ref);
  }

  private static WalkId walk(Context context) {
    try {
      return new WalkId(context.pathParam("walk"));
    } catch (IllegalArgumentException _) {
      throw gone();
    }
  }

  private Principal reader(Context context) {
    return sessions
        .pass(context)
        .flatMap(pass -> sessions.principal(pass.person()))
        .orElseThrow(() -> refused(HttpStatus.UNAUTHORIZED, "You are not signed in."));
  }

  private EvidenceFiles files() {
    return files
        .get()
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The catalogue is still being read. Try again in a moment."));
  }

  private static RequestRefusedException gone() {
    return refused(
        HttpStatus.NOT_FOUND, "There are no such files, or they are not for you to read.");
  }

  private static RequestRefusedException refused(HttpStatus status, String words) {
    return new RequestRefusedException(status, words);
  }
}

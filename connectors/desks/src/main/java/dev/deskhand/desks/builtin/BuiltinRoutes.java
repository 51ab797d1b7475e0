package dev.deskhand.desks.builtin;

import dev.deskhand.bot.RequestBody;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.builtin.history.TicketView;
import dev.deskhand.desks.builtin.json.TicketJson;
import dev.deskhand.permissions.Account;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The builtin help desk over HTTP, for people who are logged in. Requesters see their own tickets
 * without internal notes, the desk's staff see everything; to everybody else a ticket doesn't
 * exist.
 *
 * <pre>
 * POST /api/tickets                {"subject", "description"}   201, the ticket
 * GET  /api/tickets                                             {"tickets": […]}, latest change first
 * GET  /api/tickets/{id}                                        the ticket with its timeline
 * POST /api/tickets/{id}/comments  {"text"}                     201, the ticket
 * POST /api/tickets/{id}/status    {"to"}                       201, the ticket
 * POST /api/tickets/{id}/owner     {}                           201, the ticket, taken by the caller
 * POST /api/tickets/{id}/approval  {}                           201, the ticket, approved by the caller
 * GET  /tickets/{id}                                            a page for people
 * </pre>
 *
 * What changes something must be {@code application/json}, which no foreign page's form can send.
 */
public final class BuiltinRoutes {
  private static final int MOST_SUBJECT = 200;
  private static final int MOST_TEXT = 20_000;

  private final BuiltinDesk desk;
  private final Predicate<Account> staff;

  /**
   * @param staff true for the accounts of the people who work on tickets
   */
  public BuiltinRoutes(BuiltinDesk desk, Predicate<Account> staff) {
    this.desk = desk;
    this.staff = staff;
  }

  public void routes(RoutesConfig routes, Login login) {
    routes.post("/api/tickets", context -> known(context, login, this::create));
    routes.get("/api/tickets", context -> known(context, login, this::list));
    routes.get("/api/tickets/{id}", context -> known(context, login, this::show));
    routes.post("/api/tickets/{id}/comments", context -> known(context, login, this::comment));
    routes.post("/api/tickets/{id}/status", context -> known(context, login, this::move));
    routes.post("/api/tickets/{id}/owner", staffOnly(login, desk::take));
    routes.post("/api/tickets/{id}/approval", staffOnly(login, desk::approve));
    routes.get("/tickets/{id}", context -> known(context, login, this::page));
  }

  private interface Action {
    void by(Account account, Context context) throws IOException;
  }

  private static void known(Context context, Login login, Action action) throws IOException {
    context.header("Cache-Control", "no-store");
    Optional<Account> account = login.of(context);
    if (account.isEmpty()) {
      problem(context, 401, "Log in first.");
      return;
    }
    try {
      action.by(account.get(), context);
    } catch (UnreadableException e) {
      problem(context, 400, "Not understood: " + e.getMessage() + ".");
    }
  }

  private void create(Account account, Context context) throws IOException {
    Optional<byte[]> body = body(context);
    if (body.isEmpty()) {
      return;
    }
    TicketJson.Opening opening = TicketJson.readOpening(body.get());
    if (isOutside(opening.subject(), MOST_SUBJECT) || opening.description().length() > MOST_TEXT) {
      problem(
          context,
          400,
          ("A ticket needs a subject of 1 to %,d characters and a description of at most %,d; these"
                  + " have %,d and %,d. Nothing was opened.")
              .formatted(
                  MOST_SUBJECT,
                  MOST_TEXT,
                  opening.subject().length(),
                  opening.description().length()));
      return;
    }
    TicketRef ref = desk.create(account, opening.subject(), opening.description());
    context.status(201).header("Location", desk.url(ref));
    visible(account, ref).ifPresent(view -> json(context, TicketJson.whole(view)));
  }

  private void comment(Account account, Context context) throws IOException {
    Optional<byte[]> body = body(context);
    if (body.isEmpty()) {
      return;
    }
    String text = TicketJson.readComment(body.get());
    if (isOutside(text, MOST_TEXT)) {
      problem(
          context,
          400,
          "A comment has 1 to %,d characters; this one has %,d. Nothing was written."
              .formatted(MOST_TEXT, text.length()));
      return;
    }
    Optional<TicketView> view = visible(account, ref(context));
    if (view.isEmpty() || !desk.comment(account, view.get().ref(), text)) {
      noSuchTicket(context);
      return;
    }
    context.status(201);
    visible(account, ref(context)).ifPresent(after -> json(context, TicketJson.whole(after)));
  }

  /** The desk's staff give a ticket any status; its requester only opens it again. */
  private void move(Account account, Context context) throws IOException {
    Optional<byte[]> body = body(context);
    if (body.isEmpty()) {
      return;
    }
    Optional<TicketStatus> to = TicketJson.readStatus(body.get());
    if (to.isEmpty() || (to.get() != TicketStatus.OPEN && !staff.test(account))) {
      problem(context, 400, "A ticket can be moved to open; by the desk's people also elsewhere.");
      return;
    }
    Optional<TicketView> view = visible(account, ref(context));
    if (view.isEmpty() || !desk.move(account, view.get().ref(), to.get())) {
      noSuchTicket(context);
      return;
    }
    context.status(201);
    visible(account, ref(context)).ifPresent(after -> json(context, TicketJson.whole(after)));
  }

  /** What only the desk's people do with a ticket, without saying more about it. */
  private Handler staffOnly(Login login, BiPredicate<Account, TicketRef> deed) {
    return context ->
        known(
            context,
            login,
            (account, asked) -> {
              if (body(asked).isEmpty()) {
                return;
              }
              if (!staff.test(account) || !deed.test(account, ref(asked))) {
                noSuchTicket(asked);
                return;
              }
              asked.status(201);
              visible(account, ref(asked)).ifPresent(it -> json(asked, TicketJson.whole(it)));
            });
  }

  private void list(Account account, Context context) {
    List<TicketView> mine = desk.list().stream().filter(view -> isVisible(account, view)).toList();
    json(context, TicketJson.list(mine));
  }

  private void show(Account account, Context context) {
    visible(account, ref(context))
        .ifPresentOrElse(
            view -> json(context, TicketJson.whole(view)), () -> noSuchTicket(context));
  }

  private void page(Account account, Context context) {
    context.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    context.header("X-Content-Type-Options", "nosniff");
    visible(account, ref(context))
        .ifPresentOrElse(view -> context.html(TicketPage.of(view)), () -> noSuchTicket(context));
  }

  private Optional<TicketView> visible(Account account, TicketRef ref) {
    return desk.read(ref)
        .filter(view -> isVisible(account, view))
        .map(view -> staff.test(account) ? view : view.forRequester());
  }

  private boolean isVisible(Account account, TicketView view) {
    return view.opened().requester().equals(account) || staff.test(account);
  }

  /** The body of a change; empty when the answer is given already. */
  private static Optional<byte[]> body(Context context) throws IOException {
    String type = Optional.ofNullable(context.contentType()).orElse("");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      problem(context, 415, "Send application/json.");
      return Optional.empty();
    }
    Optional<byte[]> bytes =
        RequestBody.read(context.bodyInputStream(), context.req().getContentLengthLong());
    if (bytes.isEmpty()) {
      problem(context, 413, "Send at most " + RequestBody.MOST + " bytes.");
    }
    return bytes;
  }

  private static boolean isOutside(String text, int most) {
    return text.isBlank() || text.length() > most;
  }

  private static TicketRef ref(Context context) {
    return new TicketRef(BuiltinDesk.NAME, context.pathParam("id"));
  }

  private static void noSuchTicket(Context context) {
    problem(context, 404, "There is no such ticket among yours.");
  }

  private static void problem(Context context, int status, String reason) {
    json(context.status(status), TicketJson.problem(reason));
  }

  private static void json(Context context, String json) {
    context.contentType("application/json").result(json);
  }
}

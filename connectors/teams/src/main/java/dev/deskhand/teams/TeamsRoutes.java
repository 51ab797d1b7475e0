package dev.deskhand.teams;

import dev.deskhand.bot.RequestBody;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Interior;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.JournalException;
import dev.deskhand.teams.TeamsSettings.Trust;
import dev.deskhand.teams.wire.Activity;
import dev.deskhand.teams.wire.Answers;
import dev.deskhand.teams.wire.MalformedException;
import dev.deskhand.teams.wire.TeamsPlace;
import dev.deskhand.teams.wire.TeamsReading;
import dev.deskhand.teams.wire.TeamsWire;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes activities of the Bot Connector at {@code POST /teams/messages}. Thread-safe.
 *
 * <p>Answers: 200 once the request is stored, or was before, or is none for the bot; 403 with an
 * empty body when the token or what it says of the activity is wrong; 413 above 1 MiB; 400 for a
 * body that is broken; 501 for an invocation that nobody answers; 503 when it could not be checked
 * or stored.
 */
public final class TeamsRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(TeamsRoutes.class);
  private static final int MOST_FOUND = 25;
  private static final String HEARD = "I have heard you.";
  private static final String NOTHING_CHOSEN = "Choose one of the list first, please.";

  private final TeamsSettings settings;
  private final Reception reception;
  private final FrontDesk desk;
  private final TeamsForms forms;
  private final TeamsUploads uploads;
  private final TeamsHome home;
  private final References references;
  private final TeamsWire wire;
  private final InstantSource clock;
  private @Nullable TokenCheck tokens;

  /** Routes that remember in {@code journal} how whoever writes is reached. */
  public TeamsRoutes(
      TeamsSettings settings,
      Interior interior,
      TeamsChannel channel,
      Journal journal,
      InstantSource clock) {
    this.settings = settings;
    this.reception = interior.reception();
    this.desk = interior.desk();
    this.forms = new TeamsForms(interior);
    this.uploads = channel.uploads(interior.desk());
    this.home = new TeamsHome(interior.desk(), channel);
    this.references = new References(settings.organisation(), journal);
    this.wire = new TeamsWire(settings.organisation());
    this.clock = clock;
  }

  /** Adds the route to the server that is being built. */
  public void routes(RoutesConfig routes) {
    if (settings.trust() instanceof Trust.LocalTestTool) {
      LOG.warn("TEAMS WITHOUT AUTHENTICATION: anybody on this machine can speak as anybody");
    }
    routes.post("/teams/messages", this::handle);
  }

  private void handle(Context context) throws IOException {
    try {
      Caller caller = caller(context);
      if (caller instanceof Caller.Refused(String why)) {
        refuse(context, why);
        return;
      }
      Optional<byte[]> body = RequestBody.read(context.bodyInputStream(), context.contentLength());
      if (body.isEmpty()) {
        context.status(413);
        return;
      }
      answer(context, caller, Activity.read(body.get()));
    } catch (MalformedException e) {
      LOG.warn("teams request refused: {}", e.getMessage());
      context.status(400);
    } catch (SigningKeys.UnavailableException e) {
      LOG.error("teams request not checked, answered 503: {}", e.getMessage());
      context.status(503);
    } catch (JournalException e) {
      LOG.error("teams request not stored, answered 503", e);
      context.status(503);
    }
  }

  private Caller caller(Context context) throws UnknownHostException {
    return switch (settings.trust()) {
      case Trust.Tokens trust -> check(trust).check(context.header("Authorization"));
      case Trust.LocalTestTool _ -> local(context);
    };
  }

  /** Keys are fetched for the first request: no start waits for them. */
  private synchronized TokenCheck check(Trust.Tokens trust) {
    TokenCheck made = tokens;
    if (made == null) {
      SigningKeys keys = new SigningKeys(trust.openId(), new TeamsHttp(), clock);
      made = new TokenCheck(trust, keys, clock);
      tokens = made;
    }
    return made;
  }

  /** On this machine, through no proxy, and sent by no page in a browser. */
  private static Caller local(Context context) throws UnknownHostException {
    boolean isHere = InetAddress.getByName(context.ip()).isLoopbackAddress();
    boolean isForwarded =
        context.header("X-Forwarded-For") != null || context.header("Forwarded") != null;
    String type = String.valueOf(context.contentType());
    if (!isHere || isForwarded || context.header("Origin") != null) {
      return new Caller.Refused("without authentication only this machine itself is heard");
    }
    LOG.warn("teams request taken without authentication");
    return type.startsWith("application/json")
        ? new Caller.LocalTool()
        : new Caller.Refused("its body is no JSON");
  }

  private void answer(Context context, Caller caller, Activity activity) {
    Optional<String> objection = caller.objection(activity).or(() -> foreign(activity));
    if (objection.isPresent()) {
      refuse(context, objection.get());
      return;
    }
    String words = answer(context, wire.read(activity), activity);
    if (!words.isEmpty()) {
      context.contentType("application/json").result(words);
    }
  }

  /** The answer's body; empty where there is none. */
  private String answer(Context context, TeamsReading reading, Activity activity) {
    context.status(200);
    return switch (reading) {
      case TeamsReading.Request(var inbound, var where) -> {
        learn(where);
        Reception.Acceptance acceptance = reception.accept(inbound);
        LOG.debug("teams delivery={} {}", inbound.envelope().deliveryId(), acceptance);
        yield activity.type().equals("invoke") ? Answers.pressed(HEARD) : "";
      }
      case TeamsReading.Wanted(var click, var venue, var where) -> {
        learn(where);
        yield forms.opened(click, venue);
      }
      case TeamsReading.TicketWished wish -> forms.opened(wish);
      case TeamsReading.Filled(var submission, var where) -> {
        learn(where);
        yield forms.answer(submission);
      }
      case TeamsReading.Consented consented -> {
        learn(consented.where());
        settle(context, consented);
        yield "";
      }
      case TeamsReading.Searched(var by, var sought, int skip) ->
          desk.offered(by, sought)
              .map(all -> Answers.found(all.stream().skip(skip).limit(MOST_FOUND).toList()))
              .orElseGet(() -> Answers.notFound(TeamsForms.STRANGER));
      case TeamsReading.HomeWished(var by, int page, var where, var delivery) -> {
        learn(where);
        home.show(by, page, delivery);
        yield "";
      }
      case TeamsReading.HomeSeen(var by, int page) -> home.seen(by, page);
      case TeamsReading.Sought(var by, var in, var typed, int skip) ->
          Answers.values(forms.values(by, in, typed, skip));
      case TeamsReading.Unchosen _ ->
          activity.type().equals("invoke") ? Answers.pressed(NOTHING_CHOSEN) : "";
      case TeamsReading.Seen(var by, var card) ->
          Answers.seen(card, action -> desk.isFor(by, action));
      case TeamsReading.Met(var where) -> {
        learn(where);
        yield "";
      }
      case TeamsReading.Ignored(String why) -> {
        LOG.debug("teams request ignored: {}", why);
        yield "";
      }
      case TeamsReading.Unanswerable _ -> {
        LOG.info("teams invocation not answered: it is of a kind that is not worked on");
        context.status(501);
        yield "";
      }
    };
  }

  /** What fails leaves the question open, and Teams tells them so. */
  private void settle(Context context, TeamsReading.Consented consented) {
    try {
      uploads.settle(consented, consented.where().reference().orElseThrow());
    } catch (IOException e) {
      LOG.warn("teams file not sent, answered 503: {}", e.getMessage());
      context.status(503);
    }
  }

  private void learn(TeamsReading.Where where) {
    where.reference().ifPresent(reference -> references.learn(where.place(), reference));
  }

  /** Whether it is of others, whoever sent it. */
  private Optional<String> foreign(Activity activity) {
    if (!settings.isService(activity.service())) {
      return Optional.of("its serviceUrl is not among teams.service-urls");
    }
    String shown = TeamsPlace.isGuid(activity.tenant()) ? activity.tenant() : "it has no id";
    return settings.tenants().contains(activity.tenant())
        ? Optional.empty()
        : Optional.of("its tenant is not among teams.tenants: " + shown);
  }

  private static void refuse(Context context, String why) {
    LOG.warn("teams request refused: {}", why);
    context.status(403);
  }
}

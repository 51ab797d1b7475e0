package dev.deskhand.desks;

import dev.deskhand.bot.json.PayloadJson;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.trigger.Facts;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in for any system that can sign: {@code POST /hooks/NAME}, signed by HMAC-SHA256 as the
 * hook says. What is accepted is durable before it is answered 200; whoever is refused learns a
 * number: 413 too long, 401 not signed or no such hook, 400 no JSON object, 503 not yet, or not
 * stored. Thread-safe.
 */
public final class HookRoute {
  private static final Logger LOG = LoggerFactory.getLogger(HookRoute.class);
  private static final String PAUSE_SECONDS = "5";
  private static final int MOST_DIGITS = 200;

  private final TenantId tenant;
  private final Reception reception;
  private final TimeWindow window;
  private final Supplier<Optional<Map<String, Hook>>> hooks;

  /**
   * A way in.
   *
   * @param hooks those that are heard now, by name; while it is empty, every call is asked to come
   *     again
   */
  public HookRoute(
      TenantId tenant,
      Reception reception,
      Supplier<Optional<Map<String, Hook>>> hooks,
      InstantSource clock) {
    this.tenant = tenant;
    this.reception = reception;
    this.hooks = hooks;
    this.window = TimeWindow.fiveMinutes(clock);
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/hooks/{name}", this::receive);
  }

  private void receive(Context context) throws IOException {
    String name = context.pathParam("name");
    Optional<SignedBody> request = SignedBody.read(context);
    if (request.isEmpty()) {
      refuse(context, name, 413);
      return;
    }
    Optional<Map<String, Hook>> known = hooks.get();
    if (known.isEmpty()) {
      context.status(503).header("Retry-After", PAUSE_SECONDS);
      return;
    }
    Optional<Hook> hook = Optional.ofNullable(known.get().get(name));
    Optional<String> signed =
        hook.flatMap(it -> new HookSignature(it, window).signed(request.get()));
    if (signed.isEmpty()) {
      refuse(context, name, 401);
      return;
    }
    accept(context, hook.get(), request.get(), Sha256.hex(signed.get()));
  }

  private void accept(Context context, Hook hook, SignedBody request, String digest) {
    try {
      Inbound.HookCall call = call(hook, request, digest);
      Reception.Acceptance acceptance = reception.accept(call);
      LOG.info("hook={} delivery={} {}", hook.name(), call.envelope().deliveryId(), acceptance);
      context.status(200);
    } catch (IllegalArgumentException e) {
      LOG.warn("hook={} refused status=400: {}", hook.name(), e.toString());
      context.status(400);
    } catch (JournalException e) {
      LOG.error("hook={} not stored, the caller is asked to call again", hook.name(), e);
      context.status(503).header("Retry-After", PAUSE_SECONDS);
    }
  }

  private Inbound.HookCall call(Hook hook, SignedBody request, String digest) {
    String body = new String(request.bytes(), StandardCharsets.UTF_8);
    Facts facts = Facts.of(PayloadJson.read(body));
    String delivery =
        hook.signing()
            .id()
            .flatMap(request::header)
            .or(() -> hook.delivery().map(template -> template.render(facts::lookUp)))
            .orElse(digest);
    if (delivery.isBlank()) {
      throw new IllegalArgumentException("what makes two calls one is empty");
    }
    Envelope envelope =
        new Envelope(
            tenant,
            new Account("hook", "local", hook.name()),
            ConversationId.ofHook(hook.name()),
            "hook/" + hook.name(),
            delivery.length() <= MOST_DIGITS ? delivery : Sha256.hex(delivery));
    return new Inbound.HookCall(
        envelope, hook.name(), new Personal("unknown:hook:" + hook.name(), body));
  }

  private static void refuse(Context context, String name, int status) {
    LOG.warn("hook={} refused status={}", name, status);
    context.status(status);
  }
}

package dev.deskhand.desks.rt;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.Signature;
import dev.deskhand.desks.SignedBody;
import dev.deskhand.desks.TimeWindow;
import dev.deskhand.desks.Webhook;
import dev.deskhand.desks.rt.wire.RtWire;
import dev.deskhand.permissions.Account;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the project's scrip posts: {@code X-RT-Signature: sha256=} and the hexadecimal HMAC-SHA256
 * of {@code {X-RT-Timestamp}.{body}}. The delivery's id is the transaction's number inside the
 * signed body; the header that repeats it is not signed and not read.
 */
public final class RtWebhook implements Webhook {
  private final RtEvents events;
  private final Signature signature;
  private final TimeWindow window;

  /**
   * @param own Deskhand's account at RT: what it did comes back as no event
   * @param secret RT's {@code DeskhandWebhookSecret}
   */
  public RtWebhook(Belongings belongings, Account own, Secret secret, InstantSource clock) {
    this.events = new RtEvents(belongings, own);
    this.signature = new Signature(secret, mac -> "sha256=" + HexFormat.of().formatHex(mac));
    this.window = TimeWindow.fiveMinutes(clock);
  }

  @Override
  public String path() {
    return "/hooks/rt";
  }

  @Override
  public boolean isAuthentic(SignedBody request) {
    Optional<String> time = request.header("X-RT-Timestamp");
    Optional<String> sent = request.header("X-RT-Signature");
    if (time.isEmpty() || sent.isEmpty() || !time.get().matches("[0-9]{1,11}")) {
      return false;
    }
    return signature.matches(sent.get(), time.get() + ".", request.bytes())
        && window.includes(Instant.ofEpochSecond(Long.parseLong(time.get())));
  }

  @Override
  public Optional<Inbound.TicketEvent> read(SignedBody request) {
    return events.of(RtWire.readChange(request.bytes()));
  }
}

package dev.deskhand.sandbox.slack;

import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.slack.message.SlackButton;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.sandbox.slack.message.SlackView;
import dev.deskhand.sandbox.slack.wire.DeliveryBodies;
import dev.deskhand.sandbox.slack.wire.Installation;
import dev.deskhand.sandbox.slack.wire.Shelf;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The side of Slack that delivers to an app: makes slash commands, events and button presses, signs
 * them (rightly or not) and sends them, once or more often. Thread-safe.
 *
 * <p>{@code sender.send(sender.command(ada, "vpn is broken"))} is the usual use; {@code
 * sender.send(delivery, Signing.OLD)} and {@code sender.sendTwice(delivery)} the others.
 */
public final class SlackSender implements AutoCloseable {
  private static final long SIX_MINUTES = 360;

  private final SigningSecret secret;
  private final SlackTransport transport;
  private final InstantSource clock;
  private final DeliveryBodies bodies;
  private final Installation app;

  /** A sender; signatures mean something over HTTP alone. */
  SlackSender(
      SigningSecret secret,
      SlackTransport transport,
      InstantSource clock,
      DeliveryBodies bodies,
      Installation app) {
    this.secret = secret;
    this.transport = transport;
    this.clock = clock;
    this.bodies = bodies;
    this.app = app;
  }

  /** {@code /desk TEXT}. */
  public SlackDelivery command(SlackSeat seat, String text) {
    return heard(SlackDelivery.Kind.COMMAND, bodies.command(seat, text));
  }

  /** {@code @deskhand TEXT} in a channel, outside of any thread. */
  public SlackDelivery mention(SlackSeat seat, String text) {
    return event(bodies.mention(seat, Optional.empty(), text));
  }

  /** {@code @deskhand TEXT} in the thread of a message with this ts. */
  public SlackDelivery mentionInThread(SlackSeat seat, String threadTs, String text) {
    return event(bodies.mention(seat, Optional.of(threadTs), text));
  }

  /** A text in a thread of a channel, as the app hears it that is a member there. */
  public SlackDelivery talkInThread(SlackSeat seat, String threadTs, String text) {
    return event(bodies.talk(seat, Optional.of(threadTs), text));
  }

  /** A text in a channel, outside of any thread. */
  public SlackDelivery talk(SlackSeat seat, String text) {
    return event(bodies.talk(seat, Optional.empty(), text));
  }

  /** A text in the direct conversation with the app; the seat's channel begins with D. */
  public SlackDelivery directMessage(SlackSeat seat, String text) {
    return event(bodies.directMessage(seat, Optional.empty(), text));
  }

  /** A text in a thread of the direct conversation. */
  public SlackDelivery directMessageInThread(SlackSeat seat, String threadTs, String text) {
    return event(bodies.directMessage(seat, Optional.of(threadTs), text));
  }

  /** Files in the direct conversation with the app, with a text or an empty one. */
  public SlackDelivery files(SlackSeat seat, String text, Shelf.Shared... files) {
    return event(bodies.fileShare(seat, Optional.empty(), text, List.of(files)));
  }

  /** The same in a thread. */
  public SlackDelivery filesInThread(
      SlackSeat seat, String threadTs, String text, Shelf.Shared... files) {
    return event(bodies.fileShare(seat, Optional.of(threadTs), text, List.of(files)));
  }

  /** The event that tells an app of its own direct message; the app must not answer itself. */
  public SlackDelivery echo(SlackSeat seat, SlackMessage message) {
    return event(bodies.echo(seat, message));
  }

  /** A press of the message's button with this action id; there must be one. */
  public SlackDelivery click(SlackSeat seat, SlackMessage message, String actionId) {
    SlackButton button =
        message
            .button(actionId)
            .orElseThrow(
                () ->
                    new SandboxFailure(
                        "pressing '%s' of message %s: it has only %s"
                            .formatted(actionId, message.ts(), message.buttons())));
    return click(seat, message, button);
  }

  /** A press of one of the message's buttons. */
  public SlackDelivery click(SlackSeat seat, SlackMessage message, SlackButton button) {
    return heard(SlackDelivery.Kind.INTERACTIVITY, bodies.click(seat, message, button));
  }

  /**
   * A modal that somebody filled in and sent.
   *
   * @param said by the labels of its inputs; the others keep what stands there
   */
  public SlackDelivery submission(SlackSeat seat, SlackView view, Map<String, String> said) {
    return heard(SlackDelivery.Kind.INTERACTIVITY, bodies.submission(seat, view, said));
  }

  /** Somebody types into a menu of a modal whose options the app knows. */
  public SlackDelivery suggestion(SlackSeat seat, SlackView view, String label, String typed) {
    return heard(SlackDelivery.Kind.INTERACTIVITY, bodies.suggestion(seat, view, label, typed));
  }

  /** Somebody chooses a shortcut of a message that stands in the seat's channel. */
  public SlackDelivery shortcut(
      SlackSeat seat, String callback, String ts, String text, Shelf.Shared... files) {
    return heard(
        SlackDelivery.Kind.INTERACTIVITY,
        bodies.shortcut(seat, callback, ts, text, List.of(files)));
  }

  /** A press of a button of somebody's Home tab. */
  public SlackDelivery press(SlackSeat seat, SlackView home, String label) {
    return heard(SlackDelivery.Kind.INTERACTIVITY, bodies.press(seat, home, label));
  }

  /** Somebody opened the app's tab {@code home} or {@code messages}. */
  public SlackDelivery homeOpened(SlackSeat seat, String tab) {
    return event(bodies.homeOpened(seat, tab));
  }

  /** The check of a request URL; the app answers with the challenge. */
  public SlackDelivery urlVerification(String challenge) {
    return event(bodies.urlVerification(challenge));
  }

  private SlackDelivery event(String body) {
    return heard(SlackDelivery.Kind.EVENT, body);
  }

  /** What Slack makes is what the app is to hear. */
  private SlackDelivery heard(SlackDelivery.Kind kind, String body) {
    SlackDelivery delivery = new SlackDelivery(kind, body);
    app.mustHear(delivery);
    return delivery;
  }

  /** Signs without sending. */
  public SignedDelivery sign(SlackDelivery delivery, Signing signing) {
    long now = clock.instant().getEpochSecond();
    return switch (signing) {
      case VALID -> signed(delivery, now, secret, delivery.body());
      case WRONG -> signed(delivery, now, new SigningSecret("not-the-secret"), delivery.body());
      case OLD -> signed(delivery, now - SIX_MINUTES, secret, delivery.body());
      case FUTURE -> signed(delivery, now + SIX_MINUTES, secret, delivery.body());
      case MISSING -> new SignedDelivery(delivery, Map.of());
      case OF_ANOTHER_BODY -> signed(delivery, now, secret, delivery.body() + " ");
    };
  }

  private static SignedDelivery signed(
      SlackDelivery delivery, long timestamp, SigningSecret with, String body) {
    Map<String, String> headers =
        Map.of(
            "X-Slack-Request-Timestamp", Long.toString(timestamp),
            "X-Slack-Signature", with.signature(timestamp, body));
    return new SignedDelivery(delivery, headers);
  }

  /** Signs rightly and sends. */
  public AppAnswer send(SlackDelivery delivery) {
    return send(delivery, Signing.VALID);
  }

  /** Signs as told and sends. */
  public AppAnswer send(SlackDelivery delivery, Signing signing) {
    return send(sign(delivery, signing));
  }

  /**
   * Sends, and sends again, signed anew and marked as a retry, as Slack does when no answer came in
   * time. Both answers are returned.
   */
  public List<AppAnswer> sendTwice(SlackDelivery delivery) {
    SignedDelivery signed = sign(delivery, Signing.VALID);
    return List.of(send(signed), send(signed.retried(1)));
  }

  /** Sends as it is. */
  public AppAnswer send(SignedDelivery signed) {
    return transport.carry(signed);
  }

  @Override
  public void close() {
    transport.close();
  }
}

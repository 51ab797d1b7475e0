package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import java.util.Optional;

/**
 * Turns what the Bot Connector sends into what the bot understands. Nothing here has effects.
 * Thread-safe.
 */
public final class TeamsWire {
  /** The field of a button's data that says what it stands for. */
  static final String DATA = "deskhand";

  private static final String PRESS = "adaptiveCard/action";

  private final TenantId tenant;

  public TeamsWire(TenantId tenant) {
    this.tenant = tenant;
  }

  /**
   * What an activity comes to; its sender is known to be the Bot Connector.
   *
   * @throws MalformedException if a field is missing or has another form
   */
  public TeamsReading read(Activity activity) {
    return switch (activity.type()) {
      case "message" -> message(activity);
      case "invoke" -> invocation(activity);
      case "installationUpdate", "conversationUpdate" -> met(activity);
      default -> new TeamsReading.Ignored("it is a " + activity.type());
    };
  }

  private TeamsReading message(Activity activity) {
    if (activity.person().isEmpty()) {
      return new TeamsReading.Ignored("no person wrote it");
    }
    JsonNode value = activity.field("value");
    if (value.has(DATA)) {
      return press(activity, value);
    }
    SpokenText spoken = SpokenText.of(activity);
    if (!activity.isPersonal() && spoken.mentions() == 0) {
      return new TeamsReading.Ignored("nobody spoke to the bot");
    }
    Envelope envelope = envelope(activity);
    return request(activity, said(envelope, spoken.text()));
  }

  /** What begins with a slash is a command, as on the chat page. */
  private static Inbound said(Envelope envelope, String text) {
    String subject = "unknown:" + envelope.sender();
    return text.startsWith("/")
        ? new Inbound.SlashCommand(envelope, new Personal(subject, text.substring(1)))
        : new Inbound.ChatMessage(envelope, new Personal(subject, text));
  }

  private TeamsReading invocation(Activity activity) {
    if (!activity.name().equals(PRESS)) {
      return new TeamsReading.Unanswerable(activity.name());
    }
    if (activity.person().isEmpty()) {
      return new TeamsReading.Ignored("no person pressed it");
    }
    return press(activity, activity.field("value").path("action").path("data"));
  }

  private TeamsReading press(Activity activity, JsonNode data) {
    Optional<ButtonAction> action = action(Json.textOf(data, DATA));
    if (action.isEmpty()) {
      return new TeamsReading.Ignored("the button is not one of the bot's");
    }
    String message = activity.conversation() + " " + activity.repliedTo().orElse("?");
    return request(activity, new Inbound.ButtonClick(envelope(activity), action.get(), message));
  }

  private static Optional<ButtonAction> action(String encoded) {
    try {
      return Optional.of(ButtonAction.decode(encoded));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Added somewhere: whoever added it to themselves can be spoken to from now on. */
  private static TeamsReading met(Activity activity) {
    if (activity.isPersonal() && activity.person().isEmpty()) {
      return new TeamsReading.Ignored("it names no person");
    }
    return new TeamsReading.Met(place(activity), reference(activity));
  }

  private static TeamsReading request(Activity activity, Inbound inbound) {
    return new TeamsReading.Request(inbound, place(activity), reference(activity));
  }

  private static Reference reference(Activity activity) {
    return new Reference(activity.service(), activity.conversation());
  }

  private Envelope envelope(Activity activity) {
    Account sender = TeamsPlace.account(activity.tenant(), activity.person().orElseThrow());
    String id = activity.id().orElseThrow(() -> new MalformedException("the activity has no id"));
    return new Envelope(
        tenant,
        sender,
        place(activity).conversationId(),
        TeamsPlace.PLATFORM + "/" + activity.tenant(),
        Sha256.hex(activity.conversation() + "\n" + id));
  }

  private static TeamsPlace place(Activity activity) {
    try {
      return activity.isPersonal()
          ? TeamsPlace.direct(activity.tenant(), activity.person().orElseThrow())
          : new TeamsPlace(activity.tenant(), activity.conversation());
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the conversation's id or tenant has another form");
    }
  }
}

package dev.deskhand.web;

import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.web.json.PageJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the page asks for: saying something, pressing a button, hearing what happens. */
final class ChatRoutes {
  static final int MOST_CHARACTERS = 10_000;

  private final Sessions sessions;
  private final Transcripts transcripts;
  private final EventStreams streams;
  private final Reception reception;

  ChatRoutes(
      Sessions sessions, Transcripts transcripts, EventStreams streams, Reception reception) {
    this.sessions = sessions;
    this.transcripts = transcripts;
    this.streams = streams;
    this.reception = reception;
  }

  void routes(RoutesConfig routes) {
    routes.post("/api/chat/messages", this::say);
    routes.post("/api/chat/buttons", this::press);
    routes.get("/api/chat/events", context -> streams.open(context, pass(context)));
    routes.get("/api/me", this::me);
  }

  /** First it stands in the conversation, then it is handed over; both once, whatever is lost. */
  private void say(Context context) {
    PersonId person = pass(context).person();
    PageJson.Utterance utterance = read(context, PageJson::utterance);
    requireReadable(utterance.text());
    answer(
        context,
        () -> {
          transcripts.append(person, new ChatEvent.Said(utterance.id(), utterance.text()));
          return reception.accept(inbound(person, utterance));
        });
  }

  private void press(Context context) {
    PersonId person = pass(context).person();
    PageJson.Click click = read(context, PageJson::click);
    Envelope envelope = envelope(person, click.id());
    answer(
        context,
        () -> reception.accept(new Inbound.ButtonClick(envelope, click.action(), click.message())));
  }

  private void me(Context context) {
    Principal principal =
        sessions.principal(pass(context).person()).orElseThrow(ChatRoutes::signedOut);
    context.contentType("application/json").result(PageJson.me(principal));
  }

  private Inbound inbound(PersonId person, PageJson.Utterance utterance) {
    Envelope envelope = envelope(person, utterance.id());
    String text = utterance.text().strip();
    if (!text.startsWith("/")) {
      return new Inbound.ChatMessage(envelope, new Personal(person.value(), text));
    }
    boolean named = text.equals("/desk") || text.startsWith("/desk ");
    String rest = text.substring(named ? "/desk".length() : 1).strip();
    return new Inbound.SlashCommand(envelope, new Personal(person.value(), rest));
  }

  private Envelope envelope(PersonId person, String id) {
    return envelope(transcripts.tenant(), person, id);
  }

  static Envelope envelope(TenantId tenant, PersonId person, String id) {
    return new Envelope(
        tenant, WebChannel.account(person), WebChannel.conversation(person), "web/" + person, id);
  }

  private static void answer(Context context, Supplier<Reception.Acceptance> acceptance) {
    context
        .status(HttpStatus.ACCEPTED)
        .contentType("application/json")
        .result(PageJson.accepted(acceptance.get()));
  }

  private static <T> T read(Context context, Function<byte[], T> reader) {
    if (!context.isJson()) {
      throw new RequestRefusedException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send JSON, with Content-Type application/json.");
    }
    try {
      return reader.apply(context.bodyAsBytes());
    } catch (IllegalArgumentException e) {
      throw new RequestRefusedException(
          HttpStatus.BAD_REQUEST, "The request cannot be read: " + e.getMessage() + ".");
    }
  }

  private static void requireReadable(String text) {
    if (text.isBlank()) {
      throw new RequestRefusedException(HttpStatus.BAD_REQUEST, "Write something first.");
    }
    if (text.length() > MOST_CHARACTERS) {
      throw new RequestRefusedException(
          HttpStatus.BAD_REQUEST,
          "A message may have %,d characters; this one has %,d. Shorten it, or send it in parts."
              .formatted(MOST_CHARACTERS, text.length()));
    }
  }

  private Pass pass(Context context) {
    return sessions.pass(context).orElseThrow(ChatRoutes::signedOut);
  }

  private static RequestRefusedException signedOut() {
    return new RequestRefusedException(HttpStatus.UNAUTHORIZED, "You are not signed in any more.");
  }
}

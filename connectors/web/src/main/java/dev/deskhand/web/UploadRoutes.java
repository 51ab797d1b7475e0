package dev.deskhand.web;

import dev.deskhand.bot.file.Uploads;
import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.web.json.PageJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes a file that somebody gives on the chat page, and says so in the conversation. */
final class UploadRoutes {
  static final String PATH = "/api/chat/files";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PIECE = 1 << 16;

  private final Sessions sessions;
  private final Transcripts transcripts;
  private final Uploads uploads;
  private final Reception reception;
  private final FilePassage arriving = new FilePassage();

  UploadRoutes(Sessions sessions, Transcripts transcripts, Uploads uploads, Reception reception) {
    this.sessions = sessions;
    this.transcripts = transcripts;
    this.uploads = uploads;
    this.reception = reception;
  }

  void routes(RoutesConfig routes) {
    routes.post(PATH, this::take);
  }

  /** The file is kept, then it stands in the conversation, then it is handed over; each once. */
  private void take(Context context) {
    PersonId person =
        sessions
            .pass(context)
            .map(Pass::person)
            .orElseThrow(() -> refused(HttpStatus.UNAUTHORIZED, "You are not signed in any more."));
    String id = id(context);
    if (uploads.take(person, sessions.now()) instanceof RequestMeter.Taken.Beyond beyond) {
      throw refused(
          HttpStatus.TOO_MANY_REQUESTS,
          "You have sent many files: %s. Send this one later.".formatted(beyond.rate()));
    }
    String name = Optional.ofNullable(context.queryParam("name")).orElse("");
    arriving.pass(() -> handOver(context, person, id, name));
  }

  private void handOver(Context context, PersonId person, String id, String name) {
    byte[] bytes = body(context);
    GivenFile file =
        uploads.keep(
            person, id, name, Optional.ofNullable(context.contentType()).orElse(""), bytes);
    transcripts.append(person, new ChatEvent.Said(id, "📎 " + file.name().value()));
    Reception.Acceptance accepted =
        reception.accept(
            new Inbound.ChatMessage(
                ChatRoutes.envelope(transcripts.tenant(), person, id),
                new Personal(person.value(), ""),
                List.of(file)));
    context
        .status(HttpStatus.ACCEPTED)
        .contentType("application/json")
        .result(PageJson.accepted(accepted));
  }

  private static String id(Context context) {
    try {
      return PageJson.id(Optional.ofNullable(context.queryParam("id")).orElse(""));
    } catch (IllegalArgumentException e) {
      throw refused(HttpStatus.BAD_REQUEST, "The request cannot be read: " + e.getMessage() + ".");
    }
  }

  private byte[] body(Context context) {
    try {
      byte[] bytes = read(context.bodyInputStream(), (int) uploads.most() + 1);
      if (bytes.length == 0) {
        throw refused(HttpStatus.BAD_REQUEST, "This file is empty. Choose another one.");
      }
      if (bytes.length > uploads.most()) {
        throw tooLarge(uploads.most());
      }
      return bytes;
    } catch (IOException _) {
      throw refused(HttpStatus.BAD_REQUEST, "The file did not arrive as a whole. Send it again.");
    }
  }

  /** Whoever sends a byte now and then would keep others out. */
  private byte[] read(InputStream in, int most) throws IOException {
    Instant end = sessions.now().plus(PATIENCE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    int count = in.read(piece, 0, Math.min(piece.length, most));
    while (count > 0) {
      bytes.write(piece, 0, count);
      if (sessions.now().isAfter(end)) {
        throw refused(
            HttpStatus.REQUEST_TIMEOUT,
            "The file took longer than a minute to arrive. Send a smaller one.");
      }
      count = in.read(piece, 0, Math.min(piece.length, most - bytes.size()));
    }
    return bytes.toByteArray();
  }

  static RequestRefusedException tooLarge(long most) {
    return refused(
        HttpStatus.CONTENT_TOO_LARGE,
        "That is more than " + KeptFile.size(most) + ". Send a smaller file.");
  }

  private static RequestRefusedException refused(HttpStatus status, String words) {
    return new RequestRefusedException(status, words);
  }
}

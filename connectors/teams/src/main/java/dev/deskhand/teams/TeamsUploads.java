package dev.deskhand.teams;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.teams.wire.AdaptiveCard;
import dev.deskhand.teams.wire.AdaptiveCard.Readers;
import dev.deskhand.teams.wire.FileCard;
import dev.deskhand.teams.wire.Reference;
import dev.deskhand.teams.wire.TeamsReading;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a file where somebody has said that they want it. Whether they may have it is asked now,
 * whatever was true when they were asked; where it goes has to be SharePoint. Thread-safe; calls
 * block.
 */
final class TeamsUploads {
  private static final Logger LOG = LoggerFactory.getLogger(TeamsUploads.class);
  private static final String GONE = "That file is kept no more, or it is none of yours.";

  private final TeamsSettings settings;
  private final Supplier<Connector> connector;
  private final FrontDesk desk;
  private final FileStock stock;

  TeamsUploads(
      TeamsSettings settings, Supplier<Connector> connector, FrontDesk desk, FileStock stock) {
    this.settings = settings;
    this.connector = connector;
    this.desk = desk;
    this.stock = stock;
  }

  /**
   * Does what somebody answered to the question whether they want a file. The question goes away
   * first, so that an answer that comes twice counts once.
   *
   * @throws IOException if the file could not be put there; they may say yes again
   */
  void settle(TeamsReading.Consented answer, Reference where) throws IOException {
    if (answer.upload().isEmpty()) {
      boolean _ = take(answer, where);
      return;
    }
    FileCard.Upload upload = answer.upload().get();
    if (!settings.keepsFiles(upload.to())) {
      LOG.warn("teams file not sent: {} is no place of SharePoint", upload.to().getHost());
      return;
    }
    Optional<Attachment> file = desk.file(answer.by(), answer.place());
    Optional<byte[]> bytes = file.flatMap(stock::bytes);
    if (bytes.isEmpty()) {
      if (take(answer, where)) {
        String gone = AdaptiveCard.render(Message.text(GONE), Readers.ONE, stock).getFirst();
        post(where, gone);
      }
      return;
    }
    connector.get().put("sending " + file.orElseThrow().name(), upload.to(), bytes.get());
    if (take(answer, where)) {
      post(where, FileCard.info(upload));
    }
  }

  /** Whether the question stood there still. */
  private boolean take(TeamsReading.Consented answer, Reference where) {
    return connector.get().remove("taking back a question", where, answer.message());
  }

  private void post(Reference where, String activity) {
    String id = connector.get().post("showing a file", where, activity);
    LOG.debug("teams file shown activity={}", id);
  }
}

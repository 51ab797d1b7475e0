package dev.deskhand.teams;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.Exhibit;
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
import java.util.function.BooleanSupplier;
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
  private static final String ELSEWHERE = "That file could not be put there: it is in the portal.";

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
   * Does what somebody answered to the question whether they want a file. What came of a yes takes
   * the question's place, so that it stands there once, however often the answer comes; while Teams
   * lets nothing be shown, it is tried again for some minutes.
   *
   * @throws IOException if the file could not be put there
   */
  void settle(TeamsReading.Consented answer, Reference where) throws IOException {
    if (answer.upload().isEmpty()) {
      show(() -> connector.get().remove("taking back a question", where, answer.message()));
      return;
    }
    FileCard.Upload upload = answer.upload().get();
    Optional<Attachment> file = desk.file(answer.by(), answer.place());
    Optional<byte[]> bytes = file.flatMap(stock::bytes);
    if (bytes.isEmpty()) {
      replace(answer, where, card(Message.text(GONE)));
      return;
    }
    if (!settings.keepsFiles(upload.to())) {
      LOG.warn("teams file not sent: {} is no place of SharePoint", upload.to().getHost());
      Message linked = Message.text(ELSEWHERE).showing(new Exhibit.File(file.orElseThrow()));
      replace(answer, where, card(linked));
      return;
    }
    connector.get().put("sending " + file.orElseThrow().name(), upload.to(), bytes.get());
    replace(answer, where, FileCard.info(upload));
  }

  /** Files are linked in it. */
  private String card(Message message) {
    return AdaptiveCard.render(message, Readers.SEVERAL, stock).getFirst();
  }

  private void replace(TeamsReading.Consented answer, Reference where, String activity) {
    show(() -> connector.get().replace("showing a file", where, answer.message(), activity));
  }

  /** The file is there: that this is shown late is no reason to say yes again. */
  private static void show(BooleanSupplier change) {
    Persistence.with("what became of a file", () -> tryTo(change), () -> {}).run();
  }

  private static void tryTo(BooleanSupplier change) {
    if (!change.getAsBoolean()) {
      LOG.info("teams file not shown: the question is gone");
    }
  }
}

package dev.deskhand.slack;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Message;
import dev.deskhand.content.PictureFile;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.LatestKept;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of one workspace. Each is sent there once and then shown by its file's id
 * (https://docs.slack.dev/reference/block-kit/blocks/image-block); what was sent is remembered by
 * this process alone. Where one can't be sent, the message says where the portal has it: nobody
 * waits for a picture. Thread-safe; calls block.
 */
final class SlackPictures {
  private static final Logger LOG = LoggerFactory.getLogger(SlackPictures.class);
  private static final int MOST = 500;
  private static final int MARK = 12;

  /** How long Slack is left to look at a new file, before it is asked once more to show it. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  /**
   * How long nothing is sent after a failure: who waits for a host that is away holds up others.
   */
  private static final Duration REST = Duration.ofMinutes(1);

  private final SlackUploads uploads;
  private final FileStock stock;
  private final Map<String, String> ids = new LatestKept<>(MOST);
  private final Map<DeliveryKey, Integer> refused = new LatestKept<>(MOST);
  private final ReentrantLock sending = new ReentrantLock();
  private long failedAt = System.nanoTime() - REST.toNanos();

  SlackPictures(SlackUploads uploads, FileStock stock) {
    this.uploads = uploads;
    this.stock = stock;
  }

  /** How the pictures of a message are shown; what Slack has not yet is sent there. */
  PictureBlocks of(Message message) {
    Map<String, String> known = new HashMap<>();
    for (Exhibit exhibit : message.exhibits()) {
      if (exhibit instanceof Exhibit.Picture picture) {
        id(picture).ifPresent(id -> known.put(picture.file().sha256(), id));
      }
    }
    return new PictureBlocks(known, Optional.of(stock));
  }

  /** The same in words alone, for what is not to be sent. */
  PictureBlocks inWords() {
    return new PictureBlocks(Map.of(), Optional.of(stock));
  }

  private Optional<String> id(Exhibit.Picture picture) {
    Optional<byte[]> bytes = stock.bytes(picture.file());
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> known = known(picture);
    return known.isPresent() ? known : sentNow(picture, bytes.get());
  }

  private synchronized Optional<String> known(Exhibit.Picture picture) {
    return Optional.ofNullable(ids.get(picture.file().sha256()));
  }

  /** One is sent at a time, so that none is sent twice; what is known is shown meanwhile. */
  private Optional<String> sentNow(Exhibit.Picture picture, byte[] bytes) {
    sending.lock();
    try {
      Optional<String> known = known(picture);
      if (known.isPresent() || System.nanoTime() - failedAt < REST.toNanos()) {
        return known;
      }
      Optional<String> sent = sent(name(picture.file()), picture, bytes);
      sent.ifPresentOrElse(id -> keep(picture, id), () -> failedAt = System.nanoTime());
      return sent;
    } finally {
      sending.unlock();
    }
  }

  private synchronized void keep(Exhibit.Picture picture, String id) {
    ids.put(picture.file().sha256(), id);
  }

  private static String name(PictureFile file) {
    String ending = file.mediaType().replace("image/", ".").replace("jpeg", "jpg");
    return "picture-" + file.sha256().substring(0, MARK) + ending;
  }

  private Optional<String> sent(String name, Exhibit.Picture picture, byte[] bytes) {
    try {
      return uploads.keep(name, picture.shows(), bytes);
    } catch (SlackRefusal | DeliveryFailedException e) {
      LOG.warn("slack picture={} is not sent, its words stand for it: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Shows a part of a delivery. Slack does not show a file that it has not looked at yet: then it
   * is asked once more a moment later, and after that for the words.
   *
   * @throws DeliveryFailedException if it is to be asked once more
   */
  <T> T shown(DeliveryKey key, BlockKit.Part part, Function<BlockKit.Part, T> call) {
    try {
      return call.apply(part);
    } catch (SlackRefusal e) {
      if (!part.hasPictures() || !e.isOfTheBlocks()) {
        throw e;
      }
      if (isFirst(key)) {
        throw DeliveryFailedException.retryAfter(
            MOMENT, e.getMessage() + "; its picture may not be processed yet");
      }
      return inWords(part, call);
    }
  }

  /** The same for a part that can't be shown later. */
  <T> T shownNow(BlockKit.Part part, Function<BlockKit.Part, T> call) {
    try {
      return call.apply(part);
    } catch (SlackRefusal e) {
      if (!part.hasPictures() || !e.isOfTheBlocks()) {
        throw e;
      }
      return inWords(part, call);
    }
  }

  private synchronized boolean isFirst(DeliveryKey key) {
    return refused.merge(key, 1, Integer::sum) == 1;
  }

  /** What Slack has of its pictures is of no use, and is sent anew for the next message. */
  private <T> T inWords(BlockKit.Part part, Function<BlockKit.Part, T> call) {
    synchronized (this) {
      ids.values().removeAll(part.files());
    }
    return call.apply(part.inWords());
  }
}

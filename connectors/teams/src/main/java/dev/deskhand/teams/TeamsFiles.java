package dev.deskhand.teams;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.teams.wire.TeamsFile;
import dev.deskhand.teams.wire.TeamsPlace;
import dev.deskhand.trees.GivenFile;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Fetches files that people attach in Teams: pictures in a message from the Bot Connector, with our
 * token; files of a personal conversation from SharePoint, where the address itself is the pass and
 * no token is shown. Redirects are not followed. Thread-safe; calls block.
 */
final class TeamsFiles implements FileSource {
  /** Where a Bot Connector keeps pictures; our token fetches nothing else of what it has. */
  private static final Pattern PICTURE_PATH =
      Pattern.compile("(?!.*\\.\\.)(/[\\w.~-]+)*/v3/attachments/[\\w.~-]+/views/[\\w.~-]+");

  private final TeamsSettings settings;
  private final Supplier<Connector> connector;

  TeamsFiles(TeamsSettings settings, Supplier<Connector> connector) {
    this.settings = settings;
    this.connector = connector;
  }

  @Override
  public String door() {
    return TeamsPlace.PLATFORM;
  }

  @Override
  public Fetched fetch(GivenFile file, long most) {
    Optional<TeamsFile> known = TeamsFile.parse(file.place().value());
    if (known.filter(this::isTheirs).isEmpty()) {
      return new Fetched.Refused(Reason.ELSEWHERE);
    }
    try {
      return connector.get().fetch(file, known.get(), most);
    } catch (IOException e) {
      throw DeliveryFailedException.retry(
          "fetching a file: no answer from %s (%s)"
              .formatted(known.get().url().getHost(), e.getClass().getSimpleName()));
    }
  }

  /** Where Teams keeps files of this kind; a Bot Connector on this machine keeps both. */
  private boolean isTheirs(TeamsFile file) {
    URI url = file.url();
    return file.kind() == TeamsFile.Kind.PICTURE ? isPicture(url) : settings.keepsFiles(url);
  }

  private boolean isPicture(URI url) {
    return url.getScheme() != null
        && url.getHost() != null
        && url.getUserInfo() == null
        && settings.isService(url)
        && PICTURE_PATH.matcher(String.valueOf(url.getRawPath())).matches();
  }
}

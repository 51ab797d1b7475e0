package dev.deskhand.slack;

import com.slack.api.methods.Methods;
import com.slack.api.model.File;
import dev.deskhand.bot.message.CappedBody;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.slack.wire.SlackFile;
import dev.deskhand.slack.wire.SlackPlace;
import dev.deskhand.trees.GivenFile;
import java.io.IOException;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches files that people attach in Slack. Where one lies is asked of Slack anew
 * (https://docs.slack.dev/reference/methods/files.info), not taken from what was delivered; the
 * token is sent to Slack's own host for files and to no other, wherever a redirect leads.
 * Thread-safe; calls block.
 */
final class SlackFiles implements FileSource {
  private static final int MOST_REDIRECTS = 3;
  private static final Pauses.Slot INFO = new Pauses.Slot(Methods.FILES_INFO, "");

  private final SlackSettings settings;
  private final SlackWebs webs;
  private final FileHost host;

  SlackFiles(SlackSettings settings, SlackWebs webs) {
    this.settings = settings;
    this.webs = webs;
    this.host = webs.files();
  }

  @Override
  public String door() {
    return SlackPlace.PLATFORM;
  }

  @Override
  public Fetched fetch(GivenFile file, long most) {
    Optional<SlackFile> known = SlackFile.parse(file.place().value());
    if (known.filter(it -> settings.teams().contains(it.team())).isEmpty()) {
      return new Fetched.Refused(Reason.ELSEWHERE);
    }
    try {
      Optional<HttpUrl> url = url(known.get());
      return url.isEmpty()
          ? new Fetched.Refused(Reason.ELSEWHERE)
          : download(file, url.get(), token(known.get()), most);
    } catch (SlackRefusal e) {
      DeliveryFailedException failure = e.failure();
      if (!e.lacksScope() && failure.remedy() == Remedy.RETRY) {
        throw failure;
      }
      return new Fetched.Refused(Reason.GONE);
    }
  }

  private Optional<HttpUrl> url(SlackFile known) {
    File file =
        webs.of(known.team())
            .call(
                "looking up " + known, INFO, methods -> methods.filesInfo(r -> r.file(known.id())))
            .getFile();
    String url = file.getUrlPrivateDownload();
    return Optional.ofNullable(url == null ? file.getUrlPrivate() : url)
        .map(HttpUrl::parse)
        .filter(host::keeps);
  }

  private String token(SlackFile known) {
    return Optional.ofNullable(settings.tokens().get(known.team())).orElseThrow();
  }

  private Fetched download(GivenFile file, HttpUrl from, String token, long most) {
    HttpUrl url = from;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      Request request =
          new Request.Builder().url(url).header("Authorization", "Bearer " + token).build();
      try (Response response = host.client().newCall(request).execute()) {
        if (!response.isRedirect()) {
          return read(file, response, most);
        }
        Optional<HttpUrl> next = Optional.ofNullable(response.header("Location")).map(url::resolve);
        if (next.filter(host::keeps).isEmpty()) {
          // Without the scope files:read Slack leads to its page for signing in.
          return new Fetched.Refused(Reason.GONE);
        }
        url = next.get();
      } catch (IOException e) {
        throw DeliveryFailedException.retry(
            "fetching a file: no answer from %s (%s)"
                .formatted(url.host(), e.getClass().getSimpleName()));
      }
    }
    return new Fetched.Refused(Reason.ELSEWHERE);
  }

  private static Fetched read(GivenFile file, Response response, long most) throws IOException {
    int status = response.code();
    if (status == 429 || status == 408 || status >= 500) {
      throw DeliveryFailedException.retry("fetching a file: Slack answered with HTTP " + status);
    }
    return response.isSuccessful()
        ? body(response).read(file, most)
        : new Fetched.Refused(Reason.GONE);
  }

  private static CappedBody body(Response response) {
    return new CappedBody(
        response.body().byteStream(),
        response.body().contentLength(),
        Optional.ofNullable(response.header("Content-Type")).orElse(""));
  }
}

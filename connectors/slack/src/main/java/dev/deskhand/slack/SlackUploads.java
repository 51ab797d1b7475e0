package dev.deskhand.slack;

import com.slack.api.methods.Methods;
import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends files in three steps (https://docs.slack.dev/messaging/working-with-files#uploading_files):
 * an address is asked for, the bytes go there, and only the third step shows the file to anybody.
 * So whatever fails before that may be done again, or left. Thread-safe; calls block.
 */
final class SlackUploads {
  private static final Logger LOG = LoggerFactory.getLogger(SlackUploads.class);
  private static final Pauses.Slot ADDRESS =
      new Pauses.Slot(Methods.FILES_GET_UPLOAD_URL_EXTERNAL, "");
  private static final Pauses.Slot KEPT =
      new Pauses.Slot(Methods.FILES_COMPLETE_UPLOAD_EXTERNAL, "");
  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  private final SlackWeb web;
  private final FileHost host;

  SlackUploads(SlackWeb web, FileHost host) {
    this.web = web;
    this.host = host;
  }

  /**
   * A file that is to stand in a thread.
   *
   * @param name as it is found again, see {@link PostKey#fileName}
   * @param title as people read it
   */
  record Sent(String name, String title, String channel, String thread) {}

  /**
   * Shows a file in a thread.
   *
   * @return whether it stands there; false where Slack does not want it, or its host for files can
   *     not be reached, and nothing was shown
   * @throws DeliveryFailedException if it may stand there, or may later
   */
  boolean share(Sent file, byte[] bytes) {
    String what = "sending %s to %s".formatted(file.name(), file.channel());
    try {
      web.pass(what, KEPT);
      FilesGetUploadURLExternalResponse address =
          web.call(
              what,
              ADDRESS,
              methods ->
                  methods.filesGetUploadURLExternal(
                      r -> r.filename(file.name()).length(bytes.length)));
      if (!upload(String.valueOf(address.getUploadUrl()), bytes)) {
        return false;
      }
      show(what, file, address.getFileId());
      return true;
    } catch (SlackRefusal e) {
      if (e.lacksScope() || e.failure().remedy() == Remedy.GIVE_UP) {
        return false;
      }
      throw e;
    } catch (DeliveryFailedException e) {
      if (e.remedy() == Remedy.GIVE_UP) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Sends a file that is shown to nobody by that, to stand in messages by its id.
   *
   * @param shows its title, and what is to be seen in it
   * @return empty where Slack's host for files does not take it
   * @throws SlackRefusal if Slack does not want it
   * @throws DeliveryFailedException if it may want it later
   */
  Optional<String> keep(String name, String shows, byte[] bytes) {
    String what = "sending " + name;
    FilesGetUploadURLExternalResponse address =
        web.call(
            what,
            ADDRESS,
            methods ->
                methods.filesGetUploadURLExternal(
                    r -> r.filename(name).length(bytes.length).altTxt(shows)));
    if (!upload(String.valueOf(address.getUploadUrl()), bytes)) {
      return Optional.empty();
    }
    String id = address.getFileId();
    web.call(
        what,
        KEPT,
        methods ->
            methods.filesCompleteUploadExternal(
                r -> r.files(List.of(FileDetails.builder().id(id).title(shows).build()))));
    return Optional.of(id);
  }

  private void show(String what, Sent file, String id) {
    web.call(
        what,
        KEPT,
        methods ->
            methods.filesCompleteUploadExternal(
                r ->
                    r.files(List.of(FileDetails.builder().id(id).title(file.title()).build()))
                        .channelId(file.channel())
                        .threadTs(file.thread())));
  }

  /**
   * The address itself is the pass, so that no token goes there. What fails is not tried again: all
   * that is said in the same place would wait for it.
   */
  private boolean upload(String address, byte[] bytes) {
    Optional<HttpUrl> url = Optional.ofNullable(HttpUrl.parse(address)).filter(host::keeps);
    if (url.isEmpty()) {
      return false;
    }
    Request request =
        new Request.Builder().url(url.get()).post(RequestBody.create(bytes, BYTES)).build();
    try (Response response = host.client().newCall(request).execute()) {
      if (!response.isSuccessful()) {
        LOG.warn("slack file not sent: {} answered {}", url.get().host(), response.code());
      }
      return response.isSuccessful();
    } catch (IOException e) {
      LOG.warn(
          "slack file not sent: no answer from {} ({})",
          url.get().host(),
          e.getClass().getSimpleName());
      return false;
    }
  }
}

package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.http.LocalAnswer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The files of the simulated workspace. Thread-safe. */
public final class Shelf {
  /** Where they are downloaded, with the app's token. */
  public static final String PATH = "/files-pri/";

  private final Map<String, Shared> files = new ConcurrentHashMap<>();
  private final Map<String, URI> moved = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();

  /** A file that somebody shared. */
  public static final class Shared {
    private final String id;
    private final String name;
    private final String mediaType;
    private final byte[] bytes;

    private Shared(String id, String name, String mediaType, byte[] bytes) {
      this.id = id;
      this.name = name;
      this.mediaType = mediaType;
      this.bytes = bytes;
    }

    /** Such as {@code F0000001}. */
    public String id() {
      return id;
    }

    /** As Slack describes it (https://docs.slack.dev/reference/objects/file-object). */
    ObjectNode json(URI host) {
      String url = host.resolve(PATH + Workspace.TEAM + "-" + id + "/download").toString();
      return Json.object()
          .put("id", id)
          .put("name", name)
          .put("title", name)
          .put("mimetype", mediaType)
          .put("size", bytes.length)
          .put("mode", "hosted")
          .put("is_external", false)
          .put("file_access", "visible")
          .put("url_private", url)
          .put("url_private_download", url);
    }
  }

  /** Somebody shares a file. */
  public Shared share(String name, String mediaType, byte[] bytes) {
    Shared file = new Shared("F%07d".formatted(number.incrementAndGet()), name, mediaType, bytes);
    files.put(file.id(), file);
    return file;
  }

  /** Somebody takes it back. */
  public void delete(Shared file) {
    files.remove(file.id());
  }

  /** Whoever downloads it is sent on. */
  public void move(Shared file, URI to) {
    moved.put(file.id(), to);
  }

  Optional<Shared> find(String id) {
    return Optional.ofNullable(files.get(id));
  }

  /** What a download comes to. */
  public LocalAnswer download(String path) {
    String id = path.replaceFirst("^.*-(F[0-9]+)/download$", "$1");
    if (moved.containsKey(id)) {
      return LocalAnswer.status(302).with("Location", String.valueOf(moved.get(id)));
    }
    return find(id)
        .<LocalAnswer>map(file -> new LocalAnswer.Binary(file.mediaType, file.bytes))
        .orElseGet(() -> LocalAnswer.status(404));
  }
}

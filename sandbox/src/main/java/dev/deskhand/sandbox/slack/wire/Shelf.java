package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.http.LocalAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The files of the simulated workspace. Thread-safe. */
public final class Shelf {
  /** Where they are downloaded, with the app's token. */
  public static final String PATH = "/files-pri/";

  private final Map<String, Shared> files = new ConcurrentHashMap<>();
  private final Map<String, LocalAnswer> instead = new ConcurrentHashMap<>();
  private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> unready = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger slow = new AtomicInteger();

  /** Where the app sends what it was given an address for. */
  public static final String UPLOADS = "/upload/v1/";

  /** A file that the app has said it would send. */
  private record Awaited(String name, int length, Optional<Shared> came) {}

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

    public String name() {
      return name;
    }

    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
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

  /** An id for a file that the app sends next. */
  String expect(String name, int length) {
    String id = "F%07d".formatted(number.incrementAndGet());
    awaited.put(id, new Awaited(name, length, Optional.empty()));
    return id;
  }

  /** The app sends a file's bytes, as many as it had said. */
  public LocalAnswer upload(String path, byte[] bytes) {
    String id = path.substring(UPLOADS.length());
    Awaited known = awaited.get(id);
    if (known == null || known.came().isPresent()) {
      return LocalAnswer.status(404);
    }
    if (known.length() != bytes.length) {
      return LocalAnswer.status(400);
    }
    Shared file = new Shared(id, known.name(), mediaType(bytes), bytes);
    awaited.put(id, new Awaited(known.name(), known.length(), Optional.of(file)));
    return new LocalAnswer.Reply(200, Map.of("Content-Type", "text/plain"), "OK - " + bytes.length);
  }

  private static String mediaType(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
    return switch (head) {
      case "\u0089PNG" -> "image/png";
      case "GIF8" -> "image/gif";
      default -> head.startsWith("\u00ff\u00d8\u00ff") ? "image/jpeg" : "text/plain";
    };
  }

  /** The next file that the app completes can't be shown as a picture so many times. */
  public void processSlowly(int times) {
    slow.set(times);
  }

  /** Why a file can't be shown as a picture now, as Slack looks at it before it shows blocks. */
  Optional<String> pictureFault(String id) {
    if (came(id).isPresent()) {
      return Optional.of("it was not completed");
    }
    Shared file = files.get(id);
    if (file == null) {
      return Optional.of("there is none");
    }
    if (!file.mediaType.startsWith("image/")) {
      return Optional.of("it is no picture");
    }
    AtomicInteger left = unready.getOrDefault(id, new AtomicInteger());
    return left.getAndDecrement() > 0 ? Optional.of("it is still processed") : Optional.empty();
  }

  /** What came of a file; once it is shared it is not awaited any more. */
  Optional<Shared> came(String id) {
    return Optional.ofNullable(awaited.get(id)).flatMap(Awaited::came);
  }

  /** The app shares a file that came. */
  void share(Shared file) {
    awaited.remove(file.id());
    files.put(file.id(), file);
    unready.put(file.id(), new AtomicInteger(slow.getAndSet(0)));
  }

  /** Files that came, shared or not, by their ids. */
  public List<Shared> all() {
    return Stream.concat(
            files.values().stream(), awaited.values().stream().flatMap(it -> it.came().stream()))
        .sorted(Comparator.comparing(Shared::id))
        .toList();
  }

  /** Somebody takes it back. */
  public void delete(Shared file) {
    files.remove(file.id());
  }

  /** Whoever downloads it is sent on. */
  public void move(Shared file, URI to) {
    answerInstead(file, LocalAnswer.status(302).with("Location", to.toString()));
  }

  /** Whoever downloads it gets something else. */
  public void answerInstead(Shared file, LocalAnswer answer) {
    instead.put(file.id(), answer);
  }

  Optional<Shared> find(String id) {
    return Optional.ofNullable(files.get(id));
  }

  /** What a download comes to. */
  public LocalAnswer download(String path) {
    String id = path.replaceFirst("^.*-(F[0-9]+)/download$", "$1");
    return Optional.ofNullable(instead.get(id))
        .or(() -> find(id).map(file -> new LocalAnswer.Binary(file.mediaType, file.bytes)))
        .orElseGet(() -> LocalAnswer.status(404));
  }
}

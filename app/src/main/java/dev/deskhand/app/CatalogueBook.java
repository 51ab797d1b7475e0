package dev.deskhand.app;

import dev.deskhand.bot.Reloading;
import dev.deskhand.bot.Textbook;
import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Scores;
import dev.deskhand.bot.intent.yaml.ExampleFile;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The catalogue's files of utterances. An example goes into the operator's file that teaches its
 * intent; where only a shipped one does, into {@value #LEARNT} in the operator's last folder, since
 * the next release brings its own files. A change is tried on all files as they are, and written by
 * putting another file in the place of the one before, whole. One change at a time. Thread-safe.
 */
final class CatalogueBook implements Textbook {
  static final String LEARNT = "learnt" + CatalogueFiles.INTENTS;

  private final List<Path> folders;
  private final CatalogueKeeper.Files files;
  private final Language language;
  private final Supplier<Reloading.Outcome> reload;
  private Optional<Measured> last = Optional.empty();

  /** What was measured last: mostly it is asked for again. */
  private record Measured(IntentCatalogue intents, Scores scores) {}

  /** The file in which an intent's next example belongs, and where. */
  private record Page(Path path, ExampleFile file, String before, ExampleFile.Place place) {
    String name() {
      return path.getFileName().toString();
    }
  }

  /**
   * A book.
   *
   * @param folders of the catalogue, in its order; the first is shipped
   * @param reload puts what is written in place
   */
  CatalogueBook(
      List<Path> folders,
      CatalogueKeeper.Files files,
      Language language,
      Supplier<Reloading.Outcome> reload) {
    this.folders = List.copyOf(folders);
    this.files = files;
    this.language = language;
    this.reload = reload;
  }

  @Override
  public List<Intent> intents() {
    return files.now().content().map(it -> it.intents().intents()).orElse(List.of());
  }

  @Override
  public synchronized Trial tried(String intent, String sentence) {
    CatalogueKeeper.Reading reading = files.now();
    if (reading.content().isEmpty()) {
      return unfit(reading.problems());
    }
    IntentCatalogue now = reading.content().get().intents();
    Optional<Intent> known =
        now.intents().stream().filter(it -> it.id().equals(intent)).findFirst();
    if (known.isEmpty()) {
      return new Trial.Unfit(
          List.of(
              "No sentence teaches '"
                  + intent
                  + "': "
                  + Problems.suggestion(intent, now.intents().stream().map(Intent::id).toList())));
    }
    return isTaught(now, known.get(), sentence)
        ? new Trial.Taught(known.get())
        : page(intent, sentence)
            .map(page -> tried(page, now, known.get(), sentence))
            .orElseGet(
                () ->
                    new Trial.Unfit(
                        List.of("No file *" + CatalogueFiles.INTENTS + " teaches it.")));
  }

  private Trial tried(Page page, IntentCatalogue now, Intent intent, String sentence) {
    if (!(page.place() instanceof ExampleFile.Place.Insertion place)) {
      return new Trial.Unfit(
          List.of(
              page.name()
                  + ": the examples of '"
                  + intent.id()
                  + "' are no block of lines (examples: |), so add it by hand."));
    }
    String text = page.file().with(place);
    CatalogueKeeper.Reading then = files.with(it -> it.with(page.name(), text));
    if (then.content().isEmpty()) {
      return unfit(then.problems());
    }
    IntentCatalogue after = then.content().get().intents();
    if (!isOneMore(now, after, intent)) {
      return new Trial.Unfit(
          List.of("This sentence would change more than the examples: write it otherwise."));
    }
    return new Trial.Ready(
        intent,
        sentence,
        page.name(),
        page.file().difference(place),
        ContentVersion.of(text).sha256(),
        scores(now),
        language.scores(after),
        canWrite(page.path()) ? Way.WRITTEN : Way.BY_HAND);
  }

  @Override
  public synchronized Written write(Trial.Ready ready) {
    Optional<Page> page = page(ready.intent().id(), ready.sentence());
    if (page.isEmpty() || !(page.get().place() instanceof ExampleFile.Place.Insertion place)) {
      return changed();
    }
    String text = page.get().file().with(place);
    if (!ContentVersion.of(text).sha256().equals(ready.digest())) {
      return changed();
    }
    return canWrite(page.get().path()) ? written(page.get(), text) : new Written.ByHand();
  }

  private Written written(Page page, String text) {
    try {
      replace(page.path(), text);
      return switch (reload.get()) {
        case Reloading.Outcome.Replaced(var version) -> new Written.InPlace(version);
        case Reloading.Outcome.Same(var version) -> new Written.InPlace(version);
        case Reloading.Outcome.Broken(var _, var problems) -> {
          takeBack(page, text);
          yield new Written.Unfit(problems.stream().map(Problem::toString).toList());
        }
      };
    } catch (IOException e) {
      return new Written.Unfit(List.of("The file " + page.path() + " can't be written: " + e));
    }
  }

  /** Unless somebody else has written there meanwhile. */
  private static void takeBack(Page page, String written) throws IOException {
    if (!Files.readString(page.path()).equals(written)) {
      return;
    }
    if (page.before().isEmpty()) {
      Files.delete(page.path());
    } else {
      replace(page.path(), page.before());
    }
  }

  private static Written changed() {
    return new Written.Unfit(
        List.of("The catalogue's files have changed meanwhile: look at it again."));
  }

  private static Trial unfit(List<Problem> problems) {
    return new Trial.Unfit(problems.stream().map(Problem::toString).toList());
  }

  /** In the operator's own file, else in the one for that, else, to be shown only, the shipped. */
  private Optional<Page> page(String intent, String sentence) {
    Map<String, Path> all = CatalogueFiles.Look.at(folders, new Problems()).files();
    List<Page> pages =
        all.values().stream()
            .filter(path -> path.getFileName().toString().endsWith(CatalogueFiles.INTENTS))
            .map(path -> page(path, file -> file.behind(intent, sentence)))
            .filter(page -> !(page.place() instanceof ExampleFile.Place.Nowhere))
            .toList();
    return pages.stream()
        .filter(page -> !isShipped(page.path()))
        .findFirst()
        .or(
            () ->
                operators()
                    .map(
                        folder ->
                            page(folder.resolve(LEARNT), file -> file.atEnd(intent, sentence))))
        .or(() -> pages.stream().findFirst());
  }

  private boolean isShipped(Path path) {
    return folders.stream().skip(1).noneMatch(path::startsWith);
  }

  /** The operator's last folder, if there is any. */
  private Optional<Path> operators() {
    return folders.stream().skip(1).reduce((_, later) -> later);
  }

  private static Page page(Path path, Function<ExampleFile, ExampleFile.Place> where) {
    try {
      String text = Files.exists(path) ? Files.readString(path) : "";
      ExampleFile file = new ExampleFile(path.getFileName().toString(), text);
      return new Page(path, file, text, where.apply(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + path + " can't be read", e);
    }
  }

  private static boolean isTaught(IntentCatalogue now, Intent intent, String sentence) {
    String plain = plain(sentence);
    return now.examples().getOrDefault(intent, List.of()).stream()
        .anyMatch(example -> plain(example.text()).equals(plain));
  }

  private static String plain(String sentence) {
    return sentence.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  /** Whether nothing else is different. */
  private static boolean isOneMore(IntentCatalogue now, IntentCatalogue after, Intent intent) {
    List<Example> taught = after.examples().getOrDefault(intent, List.of());
    if (taught.size() != now.examples().getOrDefault(intent, List.of()).size() + 1) {
      return false;
    }
    Map<Intent, List<Example>> others = new LinkedHashMap<>(after.examples());
    others.put(intent, now.examples().getOrDefault(intent, List.of()));
    return taught.containsAll(now.examples().getOrDefault(intent, List.of()))
        && new IntentCatalogue(
                others, after.lookups(), after.patterns(), after.synonyms(), after.offTopic())
            .backedBy(after.backed())
            .equals(now);
  }

  private Scores scores(IntentCatalogue intents) {
    Measured measured =
        last.filter(it -> it.intents().equals(intents))
            .orElseGet(() -> new Measured(intents, language.scores(intents)));
    last = Optional.of(measured);
    return measured.scores();
  }

  /** What is shipped is the next release's, even where it could be written. */
  private boolean canWrite(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return folder != null
        && !isShipped(path)
        && Files.isWritable(folder)
        && (!Files.exists(path) || Files.isWritable(path));
  }

  /** Whoever reads the file finds the one before or this one, and nothing between. */
  private static void replace(Path path, String text) throws IOException {
    boolean isNew = !Files.exists(path);
    Path target = isNew ? path.toAbsolutePath() : path.toRealPath();
    Path next = Files.createTempFile(target.getParent(), ".deskhand-", ".new");
    try {
      try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      if (Files.getFileAttributeView(next, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(
            next,
            isNew
                ? PosixFilePermissions.fromString("rw-r--r--")
                : Files.getPosixFilePermissions(target));
      }
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}

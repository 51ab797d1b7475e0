package dev.deskhand.app;

import dev.deskhand.bot.intent.yaml.IntentsReader;
import dev.deskhand.bot.offer.yaml.OfferReader;
import dev.deskhand.bot.trigger.yaml.TriggerReader;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.runbooks.calendar.yaml.CalendarReader;
import dev.deskhand.runbooks.yaml.RunbookReader;
import dev.deskhand.trees.yaml.TreeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a catalogue as they stood at one moment.
 *
 * @param texts by the files' names; a file of a later folder takes the place of one with the same
 *     name
 * @param pictures by the files' names, as texts are
 */
record CatalogueFiles(Map<String, String> texts, Map<String, CataloguePicture> pictures) {
  private static final long MOST_PICTURES = 32L << 20;

  static final String INTENTS = ".intents.yaml";
  static final String POLICY = ".cedar";
  static final String SCHEMA = ".cedarschema";

  private static final List<String> ENDINGS =
      List.of(
          INTENTS,
          IntentsReader.RASA_ENDING,
          POLICY,
          SCHEMA,
          RunbookReader.ENDING,
          TreeReader.FILE_ENDING,
          CalendarReader.ENDING,
          CalendarReader.EVENTS_ENDING,
          TriggerReader.ENDING,
          OfferReader.ENDING);
  private static final int MOST_READINGS = 3;

  CatalogueFiles {
    texts = new TreeMap<>(texts);
    pictures = new TreeMap<>(pictures);
  }

  /** By what it is seen that a file was written. */
  private record Mark(long bytes, FileTime changed, String place) {}

  /**
   * What can be seen of all files without reading them; equal as long as none is written.
   *
   * @param files the file behind each name
   */
  record Look(Map<String, Path> files, Map<Path, Mark> marks) {
    /** Looks at some folders. A folder that can't be looked at is told of. */
    static Look at(List<Path> folders, Problems problems) {
      Map<String, Path> files = new TreeMap<>();
      Map<Path, Mark> marks = new TreeMap<>();
      for (Path folder : folders) {
        try (Stream<Path> all = Files.walk(folder)) {
          for (Path file : all.filter(CatalogueFiles::counts).toList()) {
            files.put(file.getFileName().toString(), file);
            marks.put(file, mark(file));
          }
        } catch (IOException | UncheckedIOException e) {
          problems.add(
              new SourcePosition(folder.toString(), 1, 1),
              "the catalogue's folder can't be read: make it, or take it out of 'catalog'");
        }
      }
      return new Look(files, marks);
    }

    private static Mark mark(Path file) throws IOException {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return new Mark(seen.size(), seen.lastModifiedTime(), String.valueOf(seen.fileKey()));
    }
  }

  /**
   * Reads all files; what can't be read is told of, and so is a set that is being written all the
   * while.
   */
  static CatalogueFiles read(List<Path> folders, Problems problems) {
    for (int i = 0; i < MOST_READINGS; i++) {
      Problems found = new Problems();
      Look before = Look.at(folders, found);
      Map<String, String> texts = texts(before.files(), found);
      Map<String, CataloguePicture> pictures = pictures(before.files(), folders);
      if (Look.at(folders, new Problems()).equals(before)) {
        problems.addAll(found.all());
        return new CatalogueFiles(texts, pictures);
      }
    }
    problems.add(
        new SourcePosition(folders.getLast().toString(), 1, 1),
        "files were written while they were read, "
            + MOST_READINGS
            + " times: have it read again once they are written");
    return new CatalogueFiles(Map.of(), Map.of());
  }

  /** The same with another text of one file. */
  CatalogueFiles with(String name, String text) {
    Map<String, String> others = new TreeMap<>(texts);
    others.put(name, text);
    return new CatalogueFiles(others, pictures);
  }

  /** Which texts and pictures these are, names included. */
  ContentVersion version() {
    StringBuilder all = new StringBuilder();
    texts.forEach(
        (name, text) -> all.append(name).append('\n').append(ContentVersion.of(text).sha256()));
    pictures.forEach((name, it) -> all.append(name).append('\n').append(it.mark()));
    return ContentVersion.of(all.toString());
  }

  /** The texts of the files of one kind, by name. */
  Map<String, String> ending(String ending) {
    Map<String, String> some = new TreeMap<>(texts);
    some.keySet().removeIf(name -> !name.endsWith(ending));
    return some;
  }

  private static boolean counts(Path file) {
    String name = file.getFileName().toString();
    return (ENDINGS.stream().anyMatch(name::endsWith) || CataloguePicture.isNamed(name))
        && Files.isRegularFile(file);
  }

  private static Map<String, String> texts(Map<String, Path> files, Problems problems) {
    Map<String, String> texts = new TreeMap<>();
    files.forEach(
        (name, file) -> {
          if (CataloguePicture.isNamed(name)) {
            return;
          }
          try {
            texts.put(name, Files.readString(file));
          } catch (IOException e) {
            problems.add(
                new SourcePosition(file.toString(), 1, 1), "the file can't be read as UTF-8");
          }
        });
    return texts;
  }

  private static Map<String, CataloguePicture> pictures(
      Map<String, Path> files, List<Path> folders) {
    Map<String, CataloguePicture> pictures = new TreeMap<>();
    long room = MOST_PICTURES;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      if (CataloguePicture.isNamed(file.getKey())) {
        CataloguePicture picture =
            room > 0
                ? CataloguePicture.read(file.getValue(), folders)
                : CataloguePicture.refused("is too much: a catalogue has 32 MiB of pictures");
        pictures.put(file.getKey(), picture);
        room -= picture.bytes().length;
      }
    }
    return pictures;
  }
}

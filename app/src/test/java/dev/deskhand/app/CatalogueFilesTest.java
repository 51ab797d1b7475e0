package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.CatalogueFiles.Look;
import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogueFilesTest {
  private static final int READINGS = 300;

  @TempDir private Path folder;

  private CatalogueFiles read(Problems problems, Path... folders) {
    return CatalogueFiles.read(List.of(folders), problems);
  }

  @Test
  void the_file_of_a_later_folder_counts_and_files_of_no_kind_do_not() {
    Path shipped = folder.resolve("shipped");
    Path own = folder.resolve("own");
    House.write(shipped, "a.tree.yaml", "old");
    House.write(own.resolve("deep"), "a.tree.yaml", "new");
    House.write(own, "b.cedar", "b");
    House.write(own, "notes.txt", "no");

    CatalogueFiles files = read(new Problems(), shipped, own);

    assertThat(files.texts()).containsOnlyKeys("a.tree.yaml", "b.cedar");
    assertThat(files.ending(".tree.yaml")).containsEntry("a.tree.yaml", "new");
  }

  @Test
  void the_version_is_that_of_all_names_and_texts() {
    House.write(folder, "a.cedar", "x");
    var before = read(new Problems(), folder).version();

    House.write(folder, "notes.txt", "no");
    var besides = read(new Problems(), folder).version();
    House.write(folder, "a.cedar", "y");
    var changed = read(new Problems(), folder).version();
    House.write(folder, "a.cedar", "x");
    var back = read(new Problems(), folder).version();

    assertThat(besides).isEqualTo(before).isEqualTo(back).isNotEqualTo(changed);
  }

  @Test
  void what_is_not_there_or_not_text_is_told() throws Exception {
    Path broken = Files.write(folder.resolve("a.cedar"), new byte[] {(byte) 0xff, 'x'});
    Problems problems = new Problems();

    read(problems, folder, folder.resolve("nowhere"));

    assertThat(problems.all())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            broken + ":1:1: the file can't be read as UTF-8",
            folder.resolve("nowhere")
                + ":1:1: the catalogue's folder can't be read: make it, or take it out of"
                + " 'catalog'");
  }

  /** Both files are always written with the same number of letters, one after the other. */
  @Test
  void a_set_that_is_written_while_it_is_read_is_read_whole_or_not_at_all() throws Exception {
    write("a.cedar", 1);
    write("b.cedar", 1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger round = new AtomicInteger(1);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!ended.get()) {
                    int letters = round.incrementAndGet();
                    write("a.cedar", letters);
                    write("b.cedar", letters);
                  }
                });
    for (int i = 0; i < READINGS; i++) {
      Problems problems = new Problems();
      CatalogueFiles files = read(problems, folder);
      if (problems.isEmpty()) {
        int difference = length(files, "a.cedar") - length(files, "b.cedar");
        // The writer may rest between its two files: then the set stands so for a moment.
        assertThat(difference).isBetween(0, 1);
      } else {
        assertThat(problems.all().getFirst().message()).contains("written while they were read");
        assertThat(files.texts()).isEmpty();
      }
    }
    ended.set(true);
    writer.join();
    assertThat(read(new Problems(), folder).texts()).hasSize(2);
  }

  private static int length(CatalogueFiles files, String name) {
    return files.texts().getOrDefault(name, "").length();
  }

  private void write(String name, int letters) {
    try {
      Path aside = House.write(folder, name + ".part", "x".repeat(letters));
      Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gif(int width) {
    byte[] gif =
        Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    gif[6] = (byte) width;
    return gif;
  }

  private static int width(CatalogueFiles files, String name) {
    CataloguePicture picture = Objects.requireNonNull(files.pictures().get(name));
    return picture.reading() instanceof PictureReading.Proven(PictureFile file) ? file.width() : 0;
  }

  @Test
  void a_picture_of_a_later_folder_counts_and_its_bytes_are_part_of_the_version() throws Exception {
    Path shipped = Files.createDirectory(folder.resolve("shipped"));
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.write(shipped.resolve("menu.gif"), gif(1));
    CatalogueFiles first = read(new Problems(), shipped, own);
    Look before = Look.at(List.of(shipped, own), new Problems());

    Files.write(own.resolve("menu.gif"), gif(2));
    CatalogueFiles second = read(new Problems(), shipped, own);

    assertThat(width(first, "menu.gif")).isEqualTo(1);
    assertThat(width(second, "menu.gif")).isEqualTo(2);
    assertThat(second.texts()).isEmpty();
    assertThat(second.version()).isNotEqualTo(first.version());
    assertThat(Look.at(List.of(shipped, own), new Problems())).isNotEqualTo(before);
  }

  @Test
  void a_link_may_lead_to_a_picture_of_the_catalogue_and_to_none_outside() throws Exception {
    Path own = folder.resolve("own");
    Files.createDirectories(own.resolve("..data"));
    Path secret = Files.write(folder.resolve("secret.gif"), gif(3));
    Files.write(own.resolve("..data/inner.gif"), gif(4));
    Files.createSymbolicLink(own.resolve("inner.gif"), Path.of("..data/inner.gif"));
    Files.createSymbolicLink(own.resolve("outer.gif"), secret);
    Files.write(own.resolve("large.png"), new byte[PictureFile.LARGEST + 1]);

    CatalogueFiles files = read(new Problems(), own);

    assertThat(width(files, "inner.gif")).isEqualTo(4);
    for (String refused : List.of("outer.gif", "large.png")) {
      CataloguePicture picture = Objects.requireNonNull(files.pictures().get(refused));
      assertThat(picture.reading()).isInstanceOf(PictureReading.Refused.class);
      assertThat(picture.bytes()).isEmpty();
    }
  }

  @Test
  void files_are_read_anew_once_they_rest_and_broken_ones_once() {
    AtomicInteger readings = new AtomicInteger();
    House.write(folder, "a.cedar", "x");
    try (CatalogueWatch watch = new CatalogueWatch(List.of(folder), readings::incrementAndGet)) {
      watch.look(look());
      assertThat(readings).as("nothing has changed").hasValue(0);

      House.write(folder, "a.cedar", "xx");
      watch.look(look());
      House.write(folder, "a.cedar", "xxx");
      watch.look(look());
      assertThat(readings).as("it is still written").hasValue(0);

      watch.look(look());
      assertThat(readings).as("it rests").hasValue(1);

      watch.look(look());
      watch.look(look());
      assertThat(readings).as("it was read").hasValue(1);
    }
  }

  private Look look() {
    return Look.at(List.of(folder), new Problems());
  }
}

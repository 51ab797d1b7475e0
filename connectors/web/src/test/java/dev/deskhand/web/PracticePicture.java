package dev.deskhand.web;

import dev.deskhand.bot.file.CataloguePictures;
import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Problems;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.yaml.Known;
import dev.deskhand.trees.yaml.TreeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

/** A catalogue whose one tree shows one picture. */
final class PracticePicture {
  private static final String TREE =
      """
      tree: lamp
      title: Lamp
      start: which
      nodes:
        which:
          ask: Is it lit?
          picture: {file: lamp.png, shows: The lamp}
          choices: {yes: {label: "Yes", next: good}}
        good: {end: solved, finding: F., say: S.}
      """;

  final byte[] bytes;
  final PictureFile file;

  PracticePicture(int width, int height) {
    try {
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(image, "png", out)) {
        throw new AssertionError("this Java writes no PNG");
      }
      bytes = out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    if (!(PictureReading.of(bytes) instanceof PictureReading.Proven(PictureFile proven))) {
      throw new AssertionError("what ImageIO wrote is refused");
    }
    file = proven;
  }

  /** The catalogue that shows it. */
  CataloguePictures catalogue() {
    Problems problems = new Problems();
    Known known =
        new Known(Map.of(), Map.of(), Set.of())
            .with(Map.of("lamp.png", new PictureReading.Proven(file)));
    Tree tree = TreeReader.read("lamp.tree.yaml", TREE, known, problems).orElseThrow();
    problems.throwIfAny();
    return CataloguePictures.of(List.of(tree), Map.of(file.sha256(), bytes));
  }
}

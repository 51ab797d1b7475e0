package dev.deskhand.bot.file;

import dev.deskhand.content.PictureFile;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodePicture;
import dev.deskhand.trees.Tree;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The pictures that the trees of a catalogue show, by their digests. Immutable. */
public final class CataloguePictures {
  /** A catalogue without pictures. */
  public static final CataloguePictures NONE = new CataloguePictures(Map.of());

  private final Map<String, Kept> kept;

  private CataloguePictures(Map<String, Kept> kept) {
    this.kept = Map.copyOf(kept);
  }

  /** A picture with its bytes. */
  public static final class Kept {
    private final PictureFile file;
    private final byte[] bytes;

    private Kept(PictureFile file, byte[] bytes) {
      this.file = file;
      this.bytes = bytes;
    }

    public PictureFile file() {
      return file;
    }

    /** Not to be changed. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /**
   * Those that trees show.
   *
   * @param bytes of files by their digests, of which some may be shown nowhere
   */
  public static CataloguePictures of(Collection<Tree> trees, Map<String, byte[]> bytes) {
    Map<String, Kept> kept = new HashMap<>();
    for (Tree tree : trees) {
      for (Node node : tree.nodes().values()) {
        if (node instanceof Node.Asking asking) {
          asking.picture().map(NodePicture::file).ifPresent(it -> keep(it, bytes, kept));
        }
      }
    }
    return new CataloguePictures(kept);
  }

  private static void keep(PictureFile file, Map<String, byte[]> bytes, Map<String, Kept> kept) {
    byte[] found = bytes.get(file.sha256());
    if (found != null) {
      kept.put(file.sha256(), new Kept(file, found));
    }
  }

  /** The one with this digest. */
  public Optional<Kept> find(String sha256) {
    return Optional.ofNullable(kept.get(sha256));
  }
}

package dev.deskhand.bot.file;

import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Trail;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.WalkStore;
import dev.deskhand.trees.picture.Svg;
import dev.deskhand.trees.picture.Traffic;
import java.util.Optional;

/** Pictures of trees with what people did in them lately; nobody is named. Thread-safe. */
public final class TreePictures {
  private static final int MOST_WALKS = 1_000;

  private final WalkStore walks;

  public TreePictures(WalkStore walks) {
    this.walks = walks;
  }

  /** A tree with the counts of those among the latest walks that were in this version of it. */
  public String of(TenantId tenant, Tree tree) {
    Traffic traffic = new Traffic();
    for (StreamKey key : walks.recent(tenant, MOST_WALKS)) {
      Optional<StoredWalk> stored = walks.find(key);
      if (stored.filter(it -> it.walk().version().equals(tree.version())).isPresent()) {
        traffic.add(trail(stored.get()));
      }
    }
    return Svg.of(tree, traffic);
  }

  private Trail trail(StoredWalk stored) {
    Trail trail = new Trail();
    walks
        .history(stored.key().tenant(), stored.walk().id())
        .forEach(recorded -> trail.add(walks.read(recorded), recorded.at()));
    return trail;
  }
}

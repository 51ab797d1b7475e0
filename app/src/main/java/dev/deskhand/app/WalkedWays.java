package dev.deskhand.app;

import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.storage.Stores;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Trail;
import dev.deskhand.trees.WalkStore;
import java.util.Optional;

/** The ways that the walks of a journal went. */
final class WalkedWays {
  private static final int MOST = 1_000;

  private final Stores stores;
  private final WalkStore walks;

  WalkedWays(Stores stores) {
    this.stores = stores;
    this.walks = new WalkStore(stores.journal(), new PersonalVault(stores.personalKeys()));
  }

  /** Counts those through trees in the version that they have now. */
  void countInto(Rehearsals rehearsals) {
    for (StreamKey key : stores.journal().recent(TenantId.DEFAULT, WalkStore.KIND, MOST)) {
      Optional<StoredWalk> stored = walks.find(key);
      rehearsals.trees().stream()
          .filter(
              tree -> stored.filter(it -> it.walk().version().equals(tree.version())).isPresent())
          .findFirst()
          .ifPresent(tree -> rehearsals.gone(tree, trail(key)));
    }
  }

  private Trail trail(StreamKey key) {
    Trail trail = new Trail();
    stores
        .journal()
        .read(key)
        .events()
        .forEach(recorded -> trail.add(walks.read(recorded), recorded.at()));
    return trail;
  }
}

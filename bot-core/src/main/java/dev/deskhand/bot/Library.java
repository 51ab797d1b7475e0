package dev.deskhand.bot;

import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.Catalogue;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.Walk;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The runbooks and trees on offer, and the trees of walks that began with an earlier version.
 * Immutable: other content is another library. Thread-safe.
 */
public final class Library {
  private final Catalogue runbooks;
  private final Map<TreeId, Tree> trees;
  private final TreeArchive archive;

  /**
   * A library.
   *
   * @param archive keeps these trees, and those before them
   */
  public Library(Catalogue runbooks, Collection<Tree> trees, TreeArchive archive) {
    this.runbooks = runbooks;
    this.trees = trees.stream().collect(Collectors.toUnmodifiableMap(Tree::id, it -> it));
    this.archive = archive;
  }

  public Catalogue runbooks() {
    return runbooks;
  }

  public Optional<Tree> tree(TreeId id) {
    return Optional.ofNullable(trees.get(id));
  }

  public Collection<Tree> trees() {
    return trees.values();
  }

  /**
   * The tree that a walk began with.
   *
   * @throws IllegalStateException if its text is not there any more
   */
  public Tree treeOf(TenantId tenant, Walk walk) {
    return archive.treeOf(tenant, walk);
  }
}

package dev.deskhand.bot;

import dev.deskhand.bot.json.ContentJson;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.runbooks.Catalogue;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.Walk;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The runbooks and trees on offer, and the trees of walks that began with an earlier version: each
 * version's text stays in the journal under its digest. Thread-safe.
 */
public final class Library {
  private static final String KIND = "content";

  private final Catalogue runbooks;
  private final Map<TreeId, Tree> trees;
  private final Map<ContentVersion, Tree> byVersion = new ConcurrentHashMap<>();
  private final Journal journal;
  private final Function<String, Optional<Tree>> reader;

  /**
   * A library.
   *
   * @param reader reads a tree's text that was checked when it came in
   */
  public Library(
      Catalogue runbooks,
      Collection<Tree> trees,
      Journal journal,
      Function<String, Optional<Tree>> reader) {
    this.runbooks = runbooks;
    this.trees = trees.stream().collect(Collectors.toUnmodifiableMap(Tree::id, it -> it));
    this.journal = journal;
    this.reader = reader;
    trees.forEach(tree -> byVersion.put(tree.version(), tree));
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
    return byVersion.computeIfAbsent(walk.version(), version -> stored(tenant, version));
  }

  /** Keeps the text of every tree on offer, so that walks may outlive it. */
  public void keep(TenantId tenant) {
    for (Tree tree : trees.values()) {
      StreamKey key = key(tenant, tree.version());
      if (journal.read(key).isEmpty()) {
        keep(key, tree);
      }
    }
  }

  private void keep(StreamKey key, Tree tree) {
    Append.Builder append = Append.in(key.tenant());
    append.to(
        key.stream(), 0, StreamState.ended(), List.of(new Event("content-kept", 1, quoted(tree))));
    try {
      journal.append(append.build());
    } catch (VersionConflictException _) {
      // Another process kept it first.
      return;
    }
  }

  private Tree stored(TenantId tenant, ContentVersion version) {
    return journal.read(key(tenant, version)).events().stream()
        .findFirst()
        .map(recorded -> ContentJson.text(recorded.event()))
        .flatMap(reader)
        .orElseThrow(
            () -> new IllegalStateException("the tree with the digest " + version + " is gone"));
  }

  private static String quoted(Tree tree) {
    return ContentJson.body(tree.source());
  }

  private static StreamKey key(TenantId tenant, ContentVersion version) {
    return new StreamKey(tenant, new StreamId(KIND, version.sha256()));
  }
}

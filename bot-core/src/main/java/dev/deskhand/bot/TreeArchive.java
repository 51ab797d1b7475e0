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
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.Walk;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Every version of every tree that was ever on offer: the text of each stays in the journal under
 * its digest, so that a walk goes on as it began. Thread-safe.
 */
public final class TreeArchive {
  private static final String KIND = "content";

  private final Map<ContentVersion, Tree> byVersion = new ConcurrentHashMap<>();
  private final Journal journal;
  private final Function<String, Optional<Tree>> reader;

  /**
   * An archive.
   *
   * @param reader reads a tree's text that was checked when it came in
   */
  public TreeArchive(Journal journal, Function<String, Optional<Tree>> reader) {
    this.journal = journal;
    this.reader = reader;
  }

  /** Keeps the text of every tree, so that walks may outlive it; called before one can begin. */
  public void keep(TenantId tenant, Collection<Tree> trees) {
    for (Tree tree : trees) {
      StreamKey key = key(tenant, tree.version());
      if (journal.read(key).isEmpty()) {
        keep(key, tree);
      }
      byVersion.put(tree.version(), tree);
    }
  }

  /**
   * The tree that a walk began with.
   *
   * @throws IllegalStateException if its text is not there any more
   */
  public Tree treeOf(TenantId tenant, Walk walk) {
    return byVersion.computeIfAbsent(walk.version(), version -> stored(tenant, version));
  }

  private void keep(StreamKey key, Tree tree) {
    Append.Builder append = Append.in(key.tenant());
    append.to(
        key.stream(),
        0,
        StreamState.ended(),
        List.of(new Event("content-kept", 1, ContentJson.body(tree.source()))));
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

  private static StreamKey key(TenantId tenant, ContentVersion version) {
    return new StreamKey(tenant, new StreamId(KIND, version.sha256()));
  }
}

package dev.deskhand.bot;

import dev.deskhand.bot.file.WalkFiles.Left;
import dev.deskhand.bot.file.WalkFiles.Taken;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.reply.WalkReplies;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.StreamId;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.Move;
import dev.deskhand.trees.StoredWalk;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeWalker;
import dev.deskhand.trees.Walk;
import dev.deskhand.trees.WalkEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What fetched files come to: an answer where at least one is kept, else the question stays open.
 *
 * @param given what the walk waits for
 */
record FileAnswer(StoredWalk stored, Tree tree, WalkEvent.FilesGiven given, Taken.Files taken) {

  /** The event of the walk. */
  WalkEvent event() {
    return taken.kept().isEmpty()
        ? new WalkEvent.FilesRefused(given.node(), given.visit(), reasons())
        : answered();
  }

  private WalkEvent.Answered answered() {
    return new WalkEvent.Answered(
        given.node(), given.visit(), new Answer.Attached(taken.kept()), given.by(), given.said());
  }

  private String reasons() {
    return taken.left().stream()
        .map(it -> it.reason().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Says what was not taken, and why; the question shows what was. */
  void tell(Append.Builder append, Posts posts, String limit) {
    Walk walk = stored.walk();
    ConversationId where = ConversationId.of(StreamId.parse(walk.conversation()));
    String asked = WalkWorker.questionKey(walk.id(), given.node(), given.visit());
    List<Left> left = taken.left();
    if (!left.isEmpty()) {
      posts.say(
          append,
          asked + "-files-" + stored.sequence(),
          where,
          taken.kept().isEmpty()
              ? WalkReplies.filesRefused(walk, left, limit)
              : WalkReplies.filesLeft(walk, left, limit));
    }
    if (!taken.kept().isEmpty()
        && TreeWalker.awaited(walk.opened(), tree).orElse(null) instanceof Move.Ask ask) {
      posts.replace(
          append,
          asked,
          asked + "-answered",
          where,
          WalkReplies.answered(walk, ask, answered().answer().value()));
    }
  }

  /** Keeps what was taken with the walk's stream, which was added last, and audits it. */
  void keep(Append.Builder append, Instant now) {
    if (taken.kept().isEmpty()) {
      return;
    }
    taken.artefacts().forEach(append::keep);
    append.audit(
        new AuditEntry(
            now,
            given.by(),
            "file-kept",
            stored.key().stream().toString(),
            AuditEntry.Grounds.of("Given in answer to '" + given.node() + "'."),
            new AuditEntry.Consequence(
                "", "", taken.kept().stream().map(KeptFile::sha256).toList())));
  }
}

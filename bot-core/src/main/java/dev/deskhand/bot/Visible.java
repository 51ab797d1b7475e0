package dev.deskhand.bot;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.AuthorityMatrix;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.trees.TreeId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What somebody is shown of the catalogue: what the policies let them see. Thread-safe. */
public final class Visible {
  private final Library library;
  private final Gate gate;
  private final Authorizer authorizer;
  private final Offers offers;

  public Visible(Library library, Gate gate, Authorizer authorizer, Offers offers) {
    this.library = library;
    this.gate = gate;
    this.authorizer = authorizer;
    this.offers = offers;
  }

  /** The offers of the catalogue. */
  public Offers offers() {
    return offers;
  }

  /** The runbooks that this person may know of, by name. */
  List<Runbook> runbooks(Principal reader) {
    return library.runbooks().all().stream()
        .filter(runbook -> gate.maySee(reader, runbook))
        .sorted(Comparator.comparing(runbook -> runbook.id().value()))
        .toList();
  }

  /** Which runbook may have been meant, of those that this person may know of. */
  public String advice(Principal reader, RunbookId name) {
    List<String> known = runbooks(reader).stream().map(it -> it.id().value()).toList();
    return Problems.suggestion(name.value(), known);
  }

  /** Those among some intents that this person may know of. */
  List<Intent> of(Principal reader, List<Intent> intents) {
    return intents.stream().filter(intent -> maySee(reader, intent)).toList();
  }

  private boolean maySee(Principal reader, Intent intent) {
    return switch (intent.kind()) {
      case RUNBOOK ->
          library
              .runbooks()
              .find(new RunbookId(intent.id()))
              .filter(runbook -> gate.maySee(reader, runbook))
              .isPresent();
      case TREE ->
          library
              .tree(new TreeId(intent.id()))
              .filter(tree -> gate.maySee(reader, tree))
              .isPresent();
    };
  }

  /** Who may start what, and how; empty for those who may not read it. */
  public Optional<AuthorityMatrix> matrix(Principal reader) {
    return gate.mayReadRules(reader)
        ? Optional.of(
            authorizer.matrix(library.runbooks().all().stream().map(RunAccess::resource).toList()))
        : Optional.empty();
  }
}

package dev.deskhand.bot;

import dev.deskhand.bot.file.TreePictures;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.AuthorityMatrix;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody is shown of the catalogue: what the policies let them see. Thread-safe. */
public final class Visible {
  private final Library library;
  private final Gate gate;
  private final Authorizer authorizer;
  private final Offers offers;
  private final TreePictures pictures;
  private final PastSentences sentences;

  public Visible(
      Library library,
      Gate gate,
      Authorizer authorizer,
      Offers offers,
      TreePictures pictures,
      PastSentences sentences) {
    this.library = library;
    this.gate = gate;
    this.authorizer = authorizer;
    this.offers = offers;
    this.pictures = pictures;
    this.sentences = sentences;
  }

  /** The offers of the catalogue. */
  public Offers offers() {
    return offers;
  }

  /** A runbook, as the offer has it that it was chosen from. */
  Optional<Runbook> runbook(Principal reader, RunbookId id, Optional<OfferName> offer) {
    return offer.isPresent() ? offers.runbook(reader, offer.get()) : library.runbooks().find(id);
  }

  /** Whether this person may be told the names that an input of it may mean. */
  boolean mayAskAbout(Principal reader, Plan.StartRunbook said) {
    return said.offer().isPresent()
        || library
            .runbooks()
            .find(said.runbook())
            .filter(it -> gate.maySee(reader, it))
            .isPresent();
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

  /** What was thought of people's sentences. */
  public PastSentences sentences() {
    return sentences;
  }

  /** The titles of the trees whose pictures this person may look at, by name. */
  public Map<String, String> pictures(Principal reader) {
    return gate.mayReadRules(reader)
        ? library.trees().stream().collect(Collectors.toMap(tree -> tree.id().value(), Tree::title))
        : Map.of();
  }

  /** A tree as SVG with how people went; empty if there is none, or not for this person. */
  public Optional<String> picture(Principal reader, String tree) {
    return library.trees().stream()
        .filter(it -> it.id().value().equals(tree) && gate.mayReadRules(reader))
        .findFirst()
        .map(it -> pictures.of(reader.tenant(), it));
  }

  /** Who may start what, and how; empty for those who may not read it. */
  public Optional<AuthorityMatrix> matrix(Principal reader) {
    return gate.mayReadRules(reader)
        ? Optional.of(
            authorizer.matrix(library.runbooks().all().stream().map(RunAccess::resource).toList()))
        : Optional.empty();
  }
}

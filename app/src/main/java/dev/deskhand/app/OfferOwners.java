package dev.deskhand.app;

import dev.deskhand.bot.Gate;
import dev.deskhand.bot.offer.Subject;
import dev.deskhand.bot.offer.yaml.KnownSubjects;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Policies;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Resource;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who may answer for what is offered, as people file and policies say it while they are checked.
 */
record OfferOwners(
    Optional<People> people,
    Optional<Policies> policies,
    List<Runbook> runbooks,
    List<Tree> trees) {

  /** What offers may name. */
  KnownSubjects known() {
    return new KnownSubjects(
        runbooks.stream().collect(Collectors.toMap(it -> it.id().value(), Function.identity())),
        trees.stream().map(it -> it.id().value()).collect(Collectors.toSet()),
        this::objection);
  }

  /** What can't be read itself is told elsewhere, and stands against nobody. */
  private Optional<String> objection(PersonId owner, Subject subject) {
    if (people.isEmpty() || policies.isEmpty()) {
      return Optional.empty();
    }
    Optional<Principal> known = people.get().principal(TenantId.DEFAULT, owner);
    if (known.isEmpty()) {
      return Optional.of(
          "nobody is called '"
              + owner
              + "' in the people file: "
              + Problems.suggestion(owner.value(), people.get().humans()));
    }
    if (known.get().kind() instanceof Principal.Kind.Service) {
      return Optional.of("'" + owner + "' is a service: a person has to answer for an offer");
    }
    return resource(subject).flatMap(it -> objection(known.get(), it));
  }

  private Optional<String> objection(Principal owner, Resource subject) {
    People directory = people.orElseThrow();
    InstantSource clock = InstantSource.system();
    Gate gate =
        new Gate(new Authorizer(policies.orElseThrow(), directory, clock), directory, clock);
    Decision decision = gate.mayPublish(owner, subject);
    return decision instanceof Decision.Allow
        ? Optional.empty()
        : Optional.of(
            "'" + owner.id() + "' may not answer for it. " + decision.reasons().sentence());
  }

  private Optional<Resource> resource(Subject subject) {
    return switch (subject) {
      case Subject.OfTree(TreeId id) ->
          trees.stream().filter(it -> it.id().equals(id)).findFirst().map(Gate::resource);
      case Subject.OfRunbook offered -> {
        RunbookId id = offered.runbook();
        yield runbooks.stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .map(RunAccess::resource);
      }
    };
  }
}

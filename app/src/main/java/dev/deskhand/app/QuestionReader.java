package dev.deskhand.app;

import dev.deskhand.content.InputType;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.AccessRequest;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Resource;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.run.RunAccess;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes a question to the policies of words; what does not fit is an {@code IllegalArgument…}. */
final class QuestionReader {
  private static final String FOR = "for";
  private static final Set<String> CIRCUMSTANCES =
      Set.of(
          "channel",
          "verification",
          "ticket",
          "trigger",
          "calendar",
          "runbook",
          "effect",
          "risk",
          "requester",
          "scope",
          "hour",
          "weekday");

  private final IdentityDirectory people;
  private final Content content;
  private final List<Target> targets;

  QuestionReader(IdentityDirectory people, Content content, List<Target> targets) {
    this.people = people;
    this.content = content;
    this.targets = targets;
  }

  AccessRequest read(String person, String verb, String object, Map<String, String> given) {
    Principal principal =
        id(person)
            .flatMap(id -> people.principal(TenantId.DEFAULT, id))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "nobody here is known as '"
                            + person
                            + "', and whom nobody has mapped may do nothing"));
    Resource resource = resource(object);
    Map<String, String> circumstances = new HashMap<>(given);
    circumstances.keySet().retainAll(CIRCUMSTANCES);
    Map<String, String> inputs = new HashMap<>(given);
    inputs.keySet().removeAll(CIRCUMSTANCES);
    PersonId beneficiary =
        Optional.ofNullable(inputs.remove(FOR))
            .or(() -> personInput(resource, inputs))
            .flatMap(QuestionReader::id)
            .orElse(principal.id());
    requireInputs(resource, inputs.keySet());
    return new AccessRequest(
        principal,
        action(verb),
        resource,
        beneficiary,
        circumstances,
        new AccessRequest.PlanReference("", inputs, List.of()));
  }

  private static Optional<PersonId> id(String text) {
    return PersonId.isValid(text) ? Optional.of(new PersonId(text)) : Optional.empty();
  }

  private static Action action(String verb) {
    return Arrays.stream(Action.values())
        .filter(action -> action.label().equals(verb))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no verb '"
                        + verb
                        + "': "
                        + Problems.suggestion(
                            verb, Arrays.stream(Action.values()).map(Action::label).toList())));
  }

  private Resource resource(String object) {
    String[] parts = object.split("/", 2);
    String name = parts.length == 2 ? parts[1] : "";
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "runbook" -> RunAccess.resource(runbook(name));
      case "target" -> RunAccess.resource(target(name));
      case "tree" -> new Resource(Resource.Type.TREE, name, Map.of());
      case "run" -> new Resource(Resource.Type.RUN, name, Map.of());
      case "ticket" -> new Resource(Resource.Type.TICKET, name, Map.of());
      case "tenant" -> new Resource(Resource.Type.TENANT, name, Map.of());
      default ->
          throw new IllegalArgumentException(
              "no object '"
                  + object
                  + "': expected runbook/NAME, tree/NAME, target/NAME, run/ID, ticket/ID or"
                  + " tenant/NAME");
    };
  }

  private Runbook runbook(String name) {
    return content.runbooks().stream()
        .filter(it -> it.id().value().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no runbook '"
                        + name
                        + "': "
                        + Problems.suggestion(
                            name,
                            content.runbooks().stream().map(it -> it.id().value()).toList())));
  }

  private Target target(String name) {
    return targets.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no target '"
                        + name
                        + "': "
                        + Problems.suggestion(name, targets.stream().map(Target::name).toList())));
  }

  /** A run is for the person whom its person input names. */
  private Optional<String> personInput(Resource resource, Map<String, String> inputs) {
    return declared(resource).stream()
        .filter(input -> input.type() instanceof InputType.PersonInput)
        .flatMap(input -> Optional.ofNullable(inputs.get(input.name())).stream())
        .findFirst();
  }

  private void requireInputs(Resource resource, Set<String> names) {
    Set<String> known = new TreeSet<>(CIRCUMSTANCES);
    known.add(FOR);
    declared(resource).forEach(input -> known.add(input.name()));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "nothing is known as '" + name + "': " + Problems.suggestion(name, known));
      }
    }
  }

  private List<InputDeclaration> declared(Resource resource) {
    return resource.type() == Resource.Type.RUNBOOK ? runbook(resource.id()).inputs() : List.of();
  }
}

package dev.deskhand.bot.offer;

import dev.deskhand.content.InputType;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.TreeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an offer offers. */
public sealed interface Subject {

  /**
   * The inputs that are asked for before it begins.
   *
   * @param inputs those of the runbook
   */
  List<InputDeclaration> asked(List<InputDeclaration> inputs);

  /** A tree, which asks for what it needs. */
  record OfTree(TreeId tree) implements Subject {
    @Override
    public List<InputDeclaration> asked(List<InputDeclaration> inputs) {
      return List.of();
    }
  }

  /**
   * A runbook, and what is left open of it.
   *
   * @param locked values that nobody can change, by input; {@link #REQUESTER} of a person stands
   *     for whoever asks
   * @param asked the questions of the inputs that are asked for, in order; what is neither locked
   *     nor asked keeps the runbook's own value
   */
  record OfRunbook(
      RunbookId runbook,
      Map<String, String> locked,
      Map<String, String> asked,
      Optional<Runbook.Sayings> tell)
      implements Subject {
    /** The word for whoever asks. */
    public static final String REQUESTER = "requester";

    public OfRunbook {
      locked = Map.copyOf(locked);
      asked = Collections.unmodifiableMap(new LinkedHashMap<>(asked));
    }

    @Override
    public List<InputDeclaration> asked(List<InputDeclaration> inputs) {
      return inputs.stream().filter(input -> asked.containsKey(input.name())).toList();
    }

    /**
     * The runbook as this offer has it for somebody: what is asked for comes first and has to be
     * given, everything else is fixed. Plans of it are plans of the runbook.
     */
    public Runbook narrowed(Runbook whole, PersonId requester) {
      List<InputDeclaration> inputs = new ArrayList<>();
      asked.forEach(
          (name, question) ->
              find(whole, name)
                  .map(
                      it ->
                          new InputDeclaration(
                              name, it.type(), question, new Presence.Required(), it.beginning()))
                  .ifPresent(inputs::add));
      whole.inputs().stream()
          .filter(input -> !asked.containsKey(input.name()))
          .map(input -> fixed(input, requester))
          .forEach(inputs::add);
      return new Runbook(
          whole.id(),
          whole.title(),
          whole.attributes(),
          inputs,
          whole.steps(),
          tell.orElse(whole.sayings()),
          whole.version());
    }

    /** What a form has in a field before anybody wrote there; empty for nothing. */
    public String proposal(Runbook whole, String input, PersonId requester) {
      return find(whole, input)
          .map(
              it ->
                  switch (it.presence()) {
                    case Presence.Default(String value) -> value;
                    case Presence.Requester _ -> requester.value();
                    case Presence.Required _, Presence.Locked _ -> "";
                  })
          .orElse("");
    }

    private InputDeclaration fixed(InputDeclaration input, PersonId requester) {
      Presence presence =
          Optional.ofNullable(locked.get(input.name()))
              .map(value -> forWhom(input.type(), value, requester))
              .<Presence>map(Presence.Locked::new)
              .orElseGet(
                  () ->
                      switch (input.presence()) {
                        case Presence.Default(String value) -> new Presence.Locked(value);
                        case Presence.Requester _ -> new Presence.Locked(requester.value());
                        case Presence.Required _, Presence.Locked _ -> input.presence();
                      });
      return new InputDeclaration(
          input.name(), input.type(), input.question(), presence, input.beginning());
    }

    private static String forWhom(InputType type, String value, PersonId requester) {
      return type instanceof InputType.PersonInput && value.equals(REQUESTER)
          ? requester.value()
          : value;
    }

    private static Optional<InputDeclaration> find(Runbook runbook, String name) {
      return runbook.inputs().stream().filter(input -> input.name().equals(name)).findFirst();
    }
  }
}

package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationEvent.Assent;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.name.Doubt;
import dev.deskhand.bot.name.NameMatcher.Match;
import dev.deskhand.bot.name.Names;
import dev.deskhand.bot.name.Names.Name;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.content.InputType;
import dev.deskhand.permissions.Account;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody's words give the inputs of a runbook. Each value is looked at once, when it is
 * said: a sentence when it comes, an answer when it is given; what was chosen with a button is what
 * it is, and a command means what it says, where it says a value: a person may be mentioned or
 * named there, too. Thread-safe.
 */
final class SaidInputs {
  /** So many are offered, and no more told of a directory. */
  private static final int MOST = 5;

  private final Names names;

  SaidInputs(Names names) {
    this.names = names;
  }

  /**
   * What was said.
   *
   * @param doubt a value that may be one of several, which is not among the values
   */
  record Read(Map<String, String> values, Optional<Doubt> doubt) {}

  Read of(Enactor.Case at, Plan.StartRunbook plan, Runbook runbook) {
    if (plan.confirmed().isPresent()) {
      return new Read(plan.given(), Optional.empty());
    }
    Optional<ConversationEvent.InputAsked> answered = answered(at, plan);
    if (answered.isPresent()) {
      return at.inbound() instanceof Inbound.FormSubmission
          ? form(at, plan, runbook, answered.get().given())
          : answer(at, plan, runbook, answered.get().input());
    }
    return plan.assent() == Assent.EXPRESS
        ? command(at, plan, runbook)
        : sentence(at, plan, runbook);
  }

  private static Optional<ConversationEvent.InputAsked> answered(
      Enactor.Case at, Plan.StartRunbook plan) {
    return at.conversation()
        .conversation()
        .openFor(at.principal().id())
        .flatMap(
            question ->
                question instanceof Question.ValueOf(var asked)
                    ? Optional.of(asked)
                    : Optional.empty())
        .filter(asked -> asked.runbook().equals(plan.runbook()))
        .filter(asked -> asked.request().equals(plan.request()));
  }

  /** Only who is given by something else than an id is looked for. */
  private Read command(Enactor.Case at, Plan.StartRunbook plan, Runbook runbook) {
    Map<String, String> values = new TreeMap<>(plan.given());
    List<InputDeclaration> people =
        runbook.inputs().stream()
            .filter(it -> it.type() instanceof InputType.PersonInput)
            .filter(it -> values.containsKey(it.name()) && !fits(it, values.get(it.name())))
            .toList();
    return resolved(people, at, plan, runbook, values);
  }

  /** The answer, and what a sentence said of the inputs behind it, which nobody looked at yet. */
  private Read answer(Enactor.Case at, Plan.StartRunbook plan, Runbook runbook, String input) {
    boolean isWritten = at.inbound() instanceof Inbound.ChatMessage;
    Map<String, String> values =
        new TreeMap<>(
            isWritten ? SaidValues.meant(plan.given(), runbook.inputs(), at.now()) : plan.given());
    List<InputDeclaration> rest =
        runbook.inputs().stream().dropWhile(it -> !it.name().equals(input)).toList();
    Optional<Doubt> doubt =
        isWritten
            ? rest.stream().findFirst().flatMap(it -> resolve(it, at, values))
            : Optional.empty();
    return doubt.isPresent() || plan.assent() == Assent.EXPRESS
        ? new Read(values, doubt)
        : resolved(rest.stream().skip(1).toList(), at, plan, runbook, values);
  }

  /** What is new in a form, or was changed there; the rest was looked at before. */
  private Read form(
      Enactor.Case at, Plan.StartRunbook plan, Runbook runbook, Map<String, String> before) {
    Map<String, String> values = new TreeMap<>(plan.given());
    List<InputDeclaration> fresh =
        runbook.inputs().stream()
            .filter(it -> values.containsKey(it.name()))
            .filter(it -> !Objects.equals(values.get(it.name()), before.get(it.name())))
            .toList();
    return resolved(fresh, at, plan, runbook, values);
  }

  /**
   * What a sentence happens to name may be no input of this runbook; a text in it that an input
   * can't take was not meant for it, so that the input is asked for.
   */
  private Read sentence(Enactor.Case at, Plan.StartRunbook plan, Runbook runbook) {
    Map<String, String> declared = new TreeMap<>(plan.given());
    declared.keySet().retainAll(runbook.inputs().stream().map(InputDeclaration::name).toList());
    Map<String, String> values =
        new TreeMap<>(SaidValues.in(plan.request().value(), declared, runbook.inputs(), at.now()));
    Read read = resolved(runbook.inputs(), at, plan, runbook, values);
    return read.doubt().isPresent()
        ? read
        : new Read(fitting(read.values(), runbook), read.doubt());
  }

  private static Account by(Enactor.Case at) {
    return at.inbound().envelope().sender();
  }

  private static Map<String, String> fitting(Map<String, String> values, Runbook runbook) {
    Map<String, String> fitting = new TreeMap<>(values);
    runbook.inputs().stream()
        .filter(it -> it.type() instanceof InputType.Text)
        .filter(it -> fitting.containsKey(it.name()) && !fits(it, fitting.get(it.name())))
        .forEach(it -> fitting.remove(it.name()));
    return fitting;
  }

  private static boolean fits(InputDeclaration input, String value) {
    return input.type().read(value) instanceof InputType.Reading.Value;
  }

  /** Up to the first doubt: what comes behind it stays as it was said until that is cleared up. */
  private Read resolved(
      List<InputDeclaration> inputs,
      Enactor.Case at,
      Plan.StartRunbook plan,
      Runbook runbook,
      Map<String, String> values) {
    for (InputDeclaration input : inputs) {
      Optional<Doubt> doubt =
          values.containsKey(input.name())
              ? resolve(input, at, values)
              : person(input, at, plan, runbook, values);
      if (doubt.isPresent()) {
        return new Read(values, doubt);
      }
    }
    return new Read(values, Optional.empty());
  }

  /** Puts the one that is meant in the place of its name, or takes a doubtful name out. */
  private Optional<Doubt> resolve(
      InputDeclaration input, Enactor.Case at, Map<String, String> values) {
    Optional<String> said = Optional.ofNullable(values.get(input.name()));
    if (said.isEmpty()) {
      return Optional.empty();
    }
    return switch (names.match(input, by(at), said.get())) {
      case Match.Known(Name name) -> {
        if (fits(input, name.id())) {
          values.put(input.name(), name.id());
        }
        yield Optional.empty();
      }
      case Match.Near(List<Name> near) -> {
        List<Name> fitting = near.stream().filter(it -> fits(input, it.id())).toList();
        if (fitting.isEmpty()) {
          yield Optional.empty();
        }
        values.remove(input.name());
        yield Optional.of(new Doubt(input, said, fitting));
      }
      case Match.Unknown _ -> Optional.empty();
    };
  }

  /** Whom a sentence names, where one person is missing. */
  private Optional<Doubt> person(
      InputDeclaration input,
      Enactor.Case at,
      Plan.StartRunbook plan,
      Runbook runbook,
      Map<String, String> values) {
    boolean isOnly =
        input.type() instanceof InputType.PersonInput
            && !(input.presence() instanceof Presence.Locked)
            && runbook.inputs().stream()
                    .filter(it -> it.type() instanceof InputType.PersonInput)
                    .count()
                == 1;
    List<Name> named =
        isOnly
            ? names.peopleIn(plan.request().value(), by(at)).stream()
                .filter(it -> fits(input, it.id()))
                .limit(MOST)
                .toList()
            : List.of();
    if (named.size() == 1) {
      values.put(input.name(), named.getFirst().id());
    }
    return named.size() > 1
        ? Optional.of(new Doubt(input, Optional.empty(), named))
        : Optional.empty();
  }
}

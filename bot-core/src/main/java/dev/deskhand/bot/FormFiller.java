package dev.deskhand.bot;

import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.Continuation.AskField;
import dev.deskhand.bot.plan.Continuation.FillIn;
import dev.deskhand.bot.plan.Continuation.Said;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.content.InputType;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.PlannedStep.Field;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fills in a run's form in a conversation, one question after the other. What is known so far
 * stands in the conversation; the run hears of it when it is complete. Thread-safe.
 */
final class FormFiller {
  private final RunStore runs;
  private final RunSpeech speech;
  private final Posts posts;

  FormFiller(RunStore runs, RunSpeech speech, Posts posts) {
    this.runs = runs;
    this.speech = speech;
    this.posts = posts;
  }

  /** What came of a value. */
  sealed interface Filled {
    /** The value counts, and another one was asked for. */
    record Asked(String field) implements Filled {}

    /** The form is complete, and the run was told. */
    record Told(RunSpeech.Heard heard) implements Filled {}

    record Unfit(Field field, String expected) implements Filled {}

    /** It is no question that is open for this person here. */
    record NotAsked() implements Filled {}
  }

  Filled fill(Enactor.Case at, FillIn what, List<ConversationEvent> events) {
    Optional<ConversationEvent.FieldAsked> open = open(at, what);
    Optional<StoredRun> run = open.flatMap(it -> runs.find(at.append().tenant(), it.run()));
    if (open.isEmpty() || run.isEmpty()) {
      return new Filled.NotAsked();
    }
    List<Field> form = form(run.get(), what.step());
    int place = form.stream().map(Field::name).toList().indexOf(what.field());
    Field field = form.get(place);
    return switch (read(field, what.said(), at.now())) {
      case InputType.Reading.Mismatch(String expected) -> new Filled.Unfit(field, expected);
      case InputType.Reading.Value(String canonical) -> {
        Map<String, String> given = new TreeMap<>(open.get().given());
        given.put(field.name(), canonical);
        close(at, run.get(), what, field, canonical);
        yield place + 1 < form.size()
            ? ask(at, run.get(), open.get(), form.get(place + 1), given, events)
            : tell(at, open.get(), given, events);
      }
    };
  }

  /** The question that is open for this person here; empty when there is none of that step. */
  Optional<Message> askAgain(Enactor.Case at, AskField what) {
    return asked(at, what.run(), what.step())
        .flatMap(
            asked ->
                runs.find(at.append().tenant(), asked.run())
                    .map(run -> RunReplies.question(run, asked.step(), field(run, asked))));
  }

  private static Field field(StoredRun run, ConversationEvent.FieldAsked asked) {
    return form(run, asked.step()).stream()
        .filter(field -> field.name().equals(asked.field()))
        .findFirst()
        .orElseThrow();
  }

  private Filled ask(
      Enactor.Case at,
      StoredRun run,
      ConversationEvent.FieldAsked before,
      Field next,
      Map<String, String> given,
      List<ConversationEvent> events) {
    PersonId person = at.principal().id();
    events.add(
        new ConversationEvent.FieldAsked(person, run.id(), before.step(), next.name(), given));
    posts.say(
        at.append(),
        FormQuestions.key(run.id(), before.step(), next.name(), person),
        at.where(),
        RunReplies.question(run, before.step(), next));
    return new Filled.Asked(next.name());
  }

  private Filled tell(
      Enactor.Case at,
      ConversationEvent.FieldAsked asked,
      Map<String, String> values,
      List<ConversationEvent> events) {
    events.add(new ConversationEvent.QuestionSettled(at.principal().id()));
    return new Filled.Told(
        speech.say(
            at.append(), at.principal(), asked.run(), new RunVerb.Answer(asked.step(), values)));
  }

  private void close(Enactor.Case at, StoredRun run, FillIn what, Field field, String value) {
    String asked = FormQuestions.key(run.id(), what.step(), field.name(), at.principal().id());
    posts.replace(
        at.append(),
        asked,
        asked + "-answered",
        at.where(),
        Replies.answered(at.principal(), field.question(), RunReplies.label(field.type(), value)));
  }

  private static Optional<ConversationEvent.FieldAsked> open(Enactor.Case at, FillIn what) {
    return asked(at, what.run(), what.step()).filter(asked -> asked.field().equals(what.field()));
  }

  private static Optional<ConversationEvent.FieldAsked> asked(
      Enactor.Case at, RunId run, StepRef step) {
    return at.conversation()
        .conversation()
        .openFor(at.principal().id())
        .flatMap(
            question ->
                question instanceof Question.FieldOf(var asked)
                    ? Optional.of(asked)
                    : Optional.empty())
        .filter(asked -> asked.run().equals(run) && asked.step().equals(step));
  }

  /** The fields of a step; its plan never changes. */
  private static List<Field> form(StoredRun run, StepRef step) {
    return ((PlannedStep.Ask) run.run().plan().step(step.step()).content()).form();
  }

  private static InputType.Reading read(Field field, Said said, ZonedDateTime now) {
    return switch (said) {
      case Said.Text(var text) ->
          field.type().read(SaidValues.meant(field.type(), text.value().strip(), now));
      case Said.Offered(int number) ->
          number >= 0 && number < field.offered().size()
              ? field.type().read(field.offered().get(number))
              : new InputType.Reading.Mismatch("that was not offered");
    };
  }
}

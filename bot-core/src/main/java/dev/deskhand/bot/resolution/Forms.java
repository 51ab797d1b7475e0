package dev.deskhand.bot.resolution;

import dev.deskhand.bot.FormQuestions;
import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.journal.Append;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks people for the values of a form, and closes the questions that are still open. */
final class Forms {
  private final Venues venues;
  private final ConversationStore conversations;
  private final Posts posts;

  Forms(Venues venues, ConversationStore conversations, Posts posts) {
    this.venues = venues;
    this.conversations = conversations;
    this.posts = posts;
  }

  /** Puts the first question to everybody who may answer; their next sentence answers it. */
  void ask(Append.Builder into, StoredRun stored, StepRef step) {
    if (!(stored.run().plan().step(step.step()).content() instanceof PlannedStep.Ask ask)) {
      return;
    }
    PlannedStep.Field first = ask.form().getFirst();
    respondents(into, stored, ask)
        .forEach(
            (person, where) -> {
              write(
                  into,
                  where,
                  new ConversationEvent.FieldAsked(
                      person, stored.id(), step, first.name(), Map.of()));
              posts.say(
                  into,
                  FormQuestions.key(stored.id(), step, first.name(), person),
                  where,
                  RunReplies.question(stored, step, first));
            });
  }

  /** Takes back what is still asked of anybody at a step, if it asked for values. */
  void close(Append.Builder into, StoredRun stored, StepRef step, String how) {
    if (stored.run().plan().step(step.step()).content() instanceof PlannedStep.Ask ask) {
      respondents(into, stored, ask)
          .forEach((person, where) -> close(into, stored, step, person, where, how));
    }
  }

  private void close(
      Append.Builder into,
      StoredRun stored,
      StepRef step,
      PersonId person,
      ConversationId where,
      String how) {
    Optional<ConversationEvent.FieldAsked> open =
        conversations
            .load(into.tenant(), where)
            .conversation()
            .openFor(person)
            .flatMap(
                question ->
                    question instanceof Question.FieldOf(var asked)
                        ? Optional.of(asked)
                        : Optional.empty())
            .filter(asked -> asked.run().equals(stored.id()) && asked.step().equals(step));
    open.ifPresent(
        asked -> {
          String key = FormQuestions.key(stored.id(), step, asked.field(), person);
          write(into, where, new ConversationEvent.QuestionSettled(person));
          posts.replace(into, key, key + "-over", where, RunReplies.over(stored.run(), step, how));
        });
  }

  private Map<PersonId, ConversationId> respondents(
      Append.Builder into, StoredRun stored, PlannedStep.Ask ask) {
    return venues.about(
        into.tenant(), stored.run(), venues.respondents(into.tenant(), stored.run(), ask));
  }

  private void write(Append.Builder into, ConversationId where, ConversationEvent event) {
    conversations.write(into, conversations.load(into.tenant(), where), List.of(event));
  }
}

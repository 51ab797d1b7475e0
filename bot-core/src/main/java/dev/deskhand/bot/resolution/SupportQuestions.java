package dev.deskhand.bot.resolution;

import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.reply.Replies;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.bot.reply.StepEvidence;
import dev.deskhand.journal.Append;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.Locale;
import java.util.Map;

/** Asks support what became of a step, where nobody else can know or the runbook leaves it open. */
final class SupportQuestions {
  private final RunStore runs;
  private final Venues venues;
  private final Posts posts;

  SupportQuestions(RunStore runs, Venues venues, Posts posts) {
    this.runs = runs;
    this.venues = venues;
    this.posts = posts;
  }

  void ask(Append.Builder into, StoredRun stored, RunEvent.StepUncertain unknown) {
    ask(
        into,
        stored,
        unknown.step(),
        unknown.attempt(),
        Replies.unknownEffect(
            stored, evidence(stored, unknown.step(), unknown.attempt(), unknown.reason())));
  }

  void ask(Append.Builder into, StoredRun stored, RunEvent.StepFailed failed) {
    ask(
        into,
        stored,
        failed.step(),
        failed.attempt(),
        RunReplies.failedStep(
            stored, evidence(stored, failed.step(), failed.attempt(), failed.reason())));
  }

  private StepEvidence evidence(StoredRun stored, StepRef step, int attempt, String reason) {
    return StepEvidence.of(step, attempt, reason, runs.history(stored.key().tenant(), stored.id()));
  }

  private void ask(
      Append.Builder into, StoredRun stored, StepRef step, int attempt, Message question) {
    helpers(into)
        .forEach(
            (person, where) ->
                posts.say(into, key(stored, step, attempt, person), where, question));
  }

  void close(Append.Builder into, StoredRun stored, RunEvent.StepSettled settled) {
    String how = settled.settlement().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    close(into, stored, settled.step(), how + ", says " + settled.by());
  }

  /** The question about the last attempt that was asked about needs no answer any more. */
  void close(Append.Builder into, StoredRun stored, StepRef step, String how) {
    int attempt = lastAsked(stored, step);
    helpers(into)
        .forEach(
            (person, where) -> {
              String asked = key(stored, step, attempt, person);
              posts.replace(
                  into, asked, asked + "-settled", where, Replies.settled(stored.run(), step, how));
            });
  }

  private int lastAsked(StoredRun stored, StepRef step) {
    return runs.history(stored.key().tenant(), stored.id()).stream()
        .map(recorded -> RunEventJson.read(recorded.event()))
        .mapToInt(event -> askedAttempt(event, step))
        .max()
        .orElse(0);
  }

  private static int askedAttempt(RunEvent event, StepRef step) {
    if (event instanceof RunEvent.StepUncertain uncertain && uncertain.step().equals(step)) {
      return uncertain.attempt();
    }
    return event instanceof RunEvent.StepFailed failed
            && failed.step().equals(step)
            && failed.retryAt().isEmpty()
        ? failed.attempt()
        : 0;
  }

  private Map<PersonId, ConversationId> helpers(Append.Builder into) {
    return venues.holders(into.tenant(), Venues.SUPPORT);
  }

  private static String key(StoredRun stored, StepRef step, int attempt, PersonId person) {
    return "unknown-" + stored.id() + "-" + step + "-" + attempt + "-" + person;
  }
}

package dev.deskhand.bot;

import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;

/** How the questions of forms are named, so that they can be found and closed again. */
public final class FormQuestions {
  private FormQuestions() {}

  /** The key of one question to one person; unique for ever. */
  public static String key(RunId run, StepRef step, String field, PersonId person) {
    return "form-" + run + "-" + step + "-" + field + "-" + person;
  }
}

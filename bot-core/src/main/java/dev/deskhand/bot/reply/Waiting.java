package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Form;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.StepProgress;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;

/** Something that a run wants of one person. */
public sealed interface Waiting {
  StoredRun run();

  /** A yes before it begins. */
  record Start(StoredRun run) implements Waiting {}

  /** A yes to what is left of it. */
  record Rest(StoredRun run, StepRef step, StepProgress.AwaitingApproval asked)
      implements Waiting {}

  /** The values of a form. */
  record Values(StoredRun run, StepRef step, List<PlannedStep.Field> form) implements Waiting {
    public Values {
      form = List.copyOf(form);
    }

    /** The form as surfaces show it. */
    public List<Form.Field> fields() {
      return form.stream()
          .map(
              field ->
                  new Form.Field(
                      field.name(),
                      field.type(),
                      field.question(),
                      field.fallback().orElse(""),
                      field.fallback()))
          .toList();
    }
  }
}

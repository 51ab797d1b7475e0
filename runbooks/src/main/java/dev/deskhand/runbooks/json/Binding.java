package dev.deskhand.runbooks.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputType;
import dev.deskhand.content.InputValue;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.PlannedCall;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.StepRef;
import java.time.Duration;
import java.time.Instant;

/** How this module's records become JSON: ids and times as texts, keys sorted, nothing empty. */
final class Binding {
  private Binding() {}

  /** A mapper whose output is canonical: equal values give equal bytes. */
  static ObjectMapper mapper() {
    SimpleModule ids = new SimpleModule("deskhand-runbooks");
    Shapes.text(ids, PersonId.class, PersonId::new);
    Shapes.text(ids, Role.class, Role::new);
    Shapes.text(ids, RunbookId.class, RunbookId::new);
    Shapes.text(ids, StepId.class, StepId::new);
    Shapes.text(ids, Instant.class, Instant::parse);
    Shapes.text(ids, Duration.class, Duration::parse);
    Shapes.text(ids, StepRef.class, Binding::stepRef);
    Shapes.text(ids, ContentVersion.class, ContentVersion::sha256, ContentVersion::new);
    ids.addSerializer(InputType.class, new InputTypeWriter());
    ids.addDeserializer(InputType.class, new InputTypeReader());
    return Shapes.canonical(ids)
        .addMixIn(PlannedStep.Content.class, OneOf.Content.class)
        .addMixIn(PlannedStep.Until.class, OneOf.Until.class)
        .addMixIn(PlannedCall.Argument.class, OneOf.Argument.class)
        .addMixIn(InputValue.class, OneOf.Value.class);
  }

  private static StepRef stepRef(String text) {
    return text.endsWith(".undo")
        ? StepRef.undo(new StepId(text.substring(0, text.length() - ".undo".length())))
        : StepRef.forward(new StepId(text));
  }
}

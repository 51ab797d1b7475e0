package dev.deskhand.runbooks.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.deskhand.content.InputValue;
import dev.deskhand.runbooks.run.PlannedCall;
import dev.deskhand.runbooks.run.PlannedStep;

/** The stored names of what may be one of several things: {@code {"act": {…}}}. */
final class OneOf {
  private OneOf() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = PlannedStep.Act.class, name = "act"),
    @JsonSubTypes.Type(value = PlannedStep.Group.class, name = "group"),
    @JsonSubTypes.Type(value = PlannedStep.Each.class, name = "each"),
    @JsonSubTypes.Type(value = PlannedStep.Approval.class, name = "approval"),
    @JsonSubTypes.Type(value = PlannedStep.Ask.class, name = "ask"),
    @JsonSubTypes.Type(value = PlannedStep.Wait.class, name = "wait"),
    @JsonSubTypes.Type(value = PlannedStep.Compare.class, name = "compare"),
    @JsonSubTypes.Type(value = PlannedStep.Finish.class, name = "finish"),
  })
  interface Content {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = PlannedStep.Until.After.class, name = "after"),
    @JsonSubTypes.Type(value = PlannedStep.Until.At.class, name = "at"),
    @JsonSubTypes.Type(value = PlannedStep.Until.Window.class, name = "window"),
  })
  interface Until {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = PlannedCall.Argument.Literal.class, name = "literal"),
    @JsonSubTypes.Type(value = PlannedCall.Argument.Later.class, name = "later"),
    @JsonSubTypes.Type(value = PlannedCall.Argument.Secret.class, name = "secret"),
  })
  interface Argument {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = InputValue.Text.class, name = "text"),
    @JsonSubTypes.Type(value = InputValue.Whole.class, name = "whole"),
    @JsonSubTypes.Type(value = InputValue.Truth.class, name = "truth"),
    @JsonSubTypes.Type(value = InputValue.Items.class, name = "items"),
    @JsonSubTypes.Type(value = InputValue.Secret.class, name = "secret"),
  })
  interface Value {}
}

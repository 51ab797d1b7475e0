package dev.deskhand.runbooks;

/** A step's name, unique in its runbook. */
public record StepId(String value) {
  public StepId {
    if (!RunbookId.FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("step '" + value + "': expected a name like restart");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

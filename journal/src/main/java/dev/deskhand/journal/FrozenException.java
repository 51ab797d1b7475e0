package dev.deskhand.journal;

/** New effects within a scope are stopped; try again after the unfreeze. */
public final class FrozenException extends JournalException {
  private static final long serialVersionUID = 1;

  public FrozenException(TenantId tenant, Freeze.Frozen frozen) {
    super(
        "tenant %s: %s is frozen since %s by %s: %s; try again after the unfreeze"
            .formatted(tenant, frozen.scope(), frozen.since(), frozen.by(), frozen.why()));
  }
}

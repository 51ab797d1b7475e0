package dev.deskhand.journal;

import java.time.Instant;
import java.util.List;

/**
 * One line of the audit: who did what to what, when, why, and what follows from it. It is written
 * in the transaction of what it records and joins the tenant's {@link HashChain}.
 *
 * @param at in whole microseconds
 * @param actor a person's id or a service principal's; never a name or an address
 * @param action such as {@code start}, {@code approve}, {@code step-intended}
 * @param object such as {@code runbook/unlock-account}
 */
public record AuditEntry(
    Instant at,
    String actor,
    String action,
    String object,
    Grounds grounds,
    Consequence consequence) {

  /**
   * Why it was allowed.
   *
   * @param policies those that decided, each with its version: {@code id@version}
   * @param approvals who approved what, in order, as {@code person digest}
   */
  public record Grounds(String rationale, List<String> policies, List<String> approvals) {
    public Grounds {
      // PostgreSQL keeps no NUL, and what an entry can't hold would hold up what it records.
      rationale = rationale.replace('\0', '\uFFFD');
      policies = List.copyOf(policies);
      approvals = List.copyOf(approvals);
    }

    public static Grounds of(String rationale) {
      return new Grounds(rationale, List.of(), List.of());
    }
  }

  /**
   * What follows.
   *
   * @param impact in words; empty when nothing changes
   * @param rollbackPlan how it would be undone; empty when there is nothing to undo
   * @param artefacts SHA-256 digests of the evidence, in hexadecimal
   */
  public record Consequence(String impact, String rollbackPlan, List<String> artefacts) {
    public static final Consequence NONE = new Consequence("", "", List.of());

    public Consequence {
      artefacts = List.copyOf(artefacts);
    }
  }

  public AuditEntry {
    at = Micros.truncate(at);
  }
}

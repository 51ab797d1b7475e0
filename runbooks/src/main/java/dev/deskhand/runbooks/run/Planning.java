package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.InputDeclaration;
import java.util.List;

/** What came of resolving a runbook with the values given. */
public sealed interface Planning {
  /** Everything is known; the digest is the plan's. */
  record Planned(RunPlan plan, String digest) implements Planning {}

  /** These have to be asked for. */
  record Missing(List<InputDeclaration> inputs) implements Planning {
    public Missing {
      inputs = List.copyOf(inputs);
    }
  }

  /** Values or targets that don't fit, one sentence each, for whoever gave them. */
  record Unfit(List<String> reasons) implements Planning {
    public Unfit {
      reasons = List.copyOf(reasons);
    }
  }
}

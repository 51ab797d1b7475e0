package dev.deskhand.bot.trigger;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Template;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.TreeId;
import java.util.Map;

/** What a trigger begins. */
public sealed interface Start {

  /** A run. */
  record OfRunbook(RunbookId runbook, Map<String, Input> inputs) implements Start {
    public OfRunbook {
      inputs = Map.copyOf(inputs);
    }
  }

  /** A walk with the ticket's requester. */
  record OfTree(TreeId tree) implements Start {}

  /** Where the value of a runbook's input comes from. */
  sealed interface Input {
    /** A text with places, such as {@code {{ ticket.requester }}}. */
    record Filled(Template template) implements Input {}

    /** The value of an expression. */
    record Computed(Expression expression) implements Input {}
  }
}

package dev.deskhand.bot.trigger;

import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.content.Expression;
import dev.deskhand.content.Template;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.TreeId;
import java.util.Map;

/** What a trigger begins, or offers. */
public sealed interface Start {

  /** Where values come from, by the names of inputs. */
  Map<String, Input> inputs();

  /** A run. */
  record OfRunbook(RunbookId runbook, Map<String, Input> inputs) implements Start {
    public OfRunbook {
      inputs = Map.copyOf(inputs);
    }
  }

  /** A walk with the ticket's requester. */
  record OfTree(TreeId tree) implements Start {
    @Override
    public Map<String, Input> inputs() {
      return Map.of();
    }
  }

  /**
   * A reply to the ticket, with a link to what its requester may choose from the catalogue.
   *
   * @param inputs what the link fixes of what the offer asks for
   */
  record OfOffer(OfferName offer, Map<String, Input> inputs) implements Start {
    public OfOffer {
      inputs = Map.copyOf(inputs);
    }
  }

  /** Where the value of an input comes from. */
  sealed interface Input {
    /** A text with places, such as {@code {{ ticket.requester }}}. */
    record Filled(Template template) implements Input {}

    /** The value of an expression. */
    record Computed(Expression expression) implements Input {}
  }
}

package dev.deskhand.slack;

import dev.deskhand.journal.DeliveryKey;
import java.util.List;
import java.util.Optional;

/**
 * What is to be posted.
 *
 * @param parts at least one
 * @param replaced what it takes the place of
 */
record Delivery(DeliveryKey key, List<BlockKit.Part> parts, Optional<Receipt> replaced) {
  Delivery {
    parts = List.copyOf(parts);
  }

  /** The message that the first part replaces; what was only shown can't be replaced. */
  Optional<Receipt.Posted> replacedPost() {
    return replaced.filter(Receipt.Posted.class::isInstance).map(Receipt.Posted.class::cast);
  }
}

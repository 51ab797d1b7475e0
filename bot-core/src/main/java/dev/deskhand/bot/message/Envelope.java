package dev.deskhand.bot.message;

import dev.deskhand.journal.Personal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import java.util.Optional;

/**
 * Who sent something, where, and under which number.
 *
 * @param sender as the verified envelope names it
 * @param conversation where the answer goes
 * @param source who delivers, such as {@code slack/T0001}; delivery ids are unique within it
 * @param deliveryId the vendor's delivery id, or the time and digest of the signature where there
 *     is none
 * @param answerBy how this one request may be answered besides, in its channel's own words: a
 *     secret; empty where there is no such way
 */
public record Envelope(
    TenantId tenant,
    Account sender,
    ConversationId conversation,
    String source,
    String deliveryId,
    Optional<Personal> answerBy) {

  /** One that is answered in its conversation, and by no way of its own. */
  public Envelope(
      TenantId tenant,
      Account sender,
      ConversationId conversation,
      String source,
      String deliveryId) {
    this(tenant, sender, conversation, source, deliveryId, Optional.empty());
  }
}

package dev.deskhand.bot.message;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;

/**
 * Who sent something, where, and under which number.
 *
 * @param sender as the verified envelope names it
 * @param conversation where the answer goes
 * @param source who delivers, such as {@code slack/T0001}; delivery ids are unique within it
 * @param deliveryId the vendor's delivery id, or the signature's digest where there is none
 */
public record Envelope(
    TenantId tenant,
    Account sender,
    ConversationId conversation,
    String source,
    String deliveryId) {}

package dev.deskhand.journal;

/**
 * Something that came in from the outside, verified.
 *
 * @param source who delivers, such as {@code slack/T0001}; delivery ids are unique within it
 * @param deliveryId the vendor's delivery id, or the time and digest of the signature where there
 *     is none
 * @param lane rows of one lane are worked in order, one at a time; a conversation, say
 * @param type a name of our own choosing, such as {@code chat-message}
 * @param version of the body's shape, from 1
 * @param body a JSON object
 */
public record Delivery(
    TenantId tenant,
    String source,
    String deliveryId,
    String lane,
    String type,
    int version,
    String body) {
  /** The part whose lease holder works this lane. */
  public int partition() {
    return StreamKey.partitionOf(tenant, lane);
  }
}

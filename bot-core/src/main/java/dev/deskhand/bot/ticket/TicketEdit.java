package dev.deskhand.bot.ticket;

/** A change of what stands at the head of a ticket. */
public sealed interface TicketEdit {

  /**
   * Somebody is to look after it.
   *
   * @param owner as the desk itself calls its people: a user name, at Zendesk an e-mail address
   */
  record Owner(String owner) implements TicketEdit {}

  /**
   * A field has a value.
   *
   * @param name as the desk itself calls it: a custom field's name, at Zendesk its number
   */
  record Field(String name, String value) implements TicketEdit {}
}

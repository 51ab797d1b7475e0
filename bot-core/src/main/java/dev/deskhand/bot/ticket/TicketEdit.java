package dev.deskhand.bot.ticket;

/** A change of what stands at the head of a ticket. */
public sealed interface TicketEdit {

  /** What changes, as the desk itself calls it; {@code owner} for the owner. */
  String name();

  String value();

  /**
   * Somebody is to look after it.
   *
   * @param value as the desk itself calls its people: a user name, at Zendesk an e-mail address
   */
  record Owner(String value) implements TicketEdit {
    @Override
    public String name() {
      return "owner";
    }
  }

  /**
   * A field has a value.
   *
   * @param name of a custom field, at Zendesk its number
   */
  record Field(String name, String value) implements TicketEdit {}
}

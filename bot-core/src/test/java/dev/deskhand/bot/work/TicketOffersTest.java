package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static dev.deskhand.bot.work.House.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What triggers offer on tickets, with the offers of the tests' catalogue. */
final class TicketOffersTest {
  private static final Account ADA = new Account("rt", "desk", "17");
  private static final Account NOBODY_KNOWN = new Account("rt", "desk", "18");
  private static final Account AGENT = new Account("rt", "desk", "99");
  private static final Duration UNTIL_2031 = Duration.ofDays(5 * 365);

  private static final String FOR_WHOM =
      """
      trigger: for-whom
      title: Offer to unlock somebody's account
      on: { desk: rt, event: [created, commented] }
      filter: ticket.subject == "unlock"
      offer: unlock-one
      inputs:
        account: "{{ ticket.description }}"
      as: desk-triggers
      cooldown: 1h
      """;

  private final House house =
      new House(
          List.of(
              FOR_WHOM,
              offering("mine", "unlock-mine"),
              offering("bobs", "unlock-bob"),
              offering("copying", "copies"),
              offering("guided", "vpn"),
              offering("muted", "unlock-mine")));
  private int deliveries;

  /** A trigger that offers something on every ticket that has its name for a subject. */
  private static String offering(String trigger, String offer) {
    return """
    trigger: %1$s
    title: Offer it
    on: { event: created }
    filter: ticket.subject == "%1$s"
    offer: %2$s
    as: desk-triggers
    """
        .formatted(trigger, offer);
  }

  /**
   * Something happens to a ticket.
   *
   * @param words its subject, a colon and its description
   */
  private String happens(
      String delivery, TicketChange change, Account by, Verification verification, String words) {
    String[] said = words.split(":", 2);
    Ticket ticket =
        new Ticket(
            TICKET,
            new Personal("ada", said[0]),
            new Personal("ada", said.length > 1 ? said[1] : ""),
            TicketStatus.OPEN,
            Optional.of(by.equals(AGENT) ? ADA : by),
            Optional.of(by),
            verification);
    house.reception.accept(
        new Inbound.TicketEvent(
            new Envelope(TENANT, by, ConversationId.ofTicket(TICKET), "rt/desk", delivery),
            change,
            ticket));
    house.settle();
    return house.store.outcome(TENANT, "rt/desk", delivery).orElseThrow();
  }

  private String opened(String subject) {
    return happens("e-" + ++deliveries, TicketChange.CREATED, ADA, Verification.VERIFIED, subject);
  }

  private String commented(Account by, String subject) {
    return happens("e-" + ++deliveries, TicketChange.COMMENTED, by, Verification.VERIFIED, subject);
  }

  private Outbound.TicketNote note() {
    assertThat(house.outside.notes()).hasSize(1);
    return house.outside.notes().getFirst();
  }

  private static String token(Outbound.TicketNote note) {
    return note.text().substring(note.text().indexOf("?o=") + "?o=".length());
  }

  private OfferSeal.Reference reference(Outbound.TicketNote note) {
    return ((OfferSeal.Reading.Valid) house.seal().read(token(note))).reference();
  }

  @Test
  void the_requester_of_a_verified_ticket_is_answered_with_a_signed_link_to_the_form() {
    assertThat(opened("mine")).isEqualTo("offer unlock-mine sent");

    assertThat(note().visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(note().ticket()).isEqualTo(TICKET);
    assertThat(note().text())
        .startsWith(
            """
            You can ask for this yourself:

            🔓 Unlock my account
            After too many wrong passwords.
            https://desk.example/catalogue/unlock-mine?o=\
            """);
    assertThat(reference(note()))
        .satisfies(
            it -> {
              assertThat(it.offer().value()).isEqualTo("unlock-mine");
              assertThat(it.fixed()).isEmpty();
              assertThat(it.expires()).isEmpty();
            });
    assertThat(house.store.recent(TENANT, "run", 1)).as("nothing is begun").isEmpty();
  }

  @Test
  void the_link_fixes_values_of_the_ticket_and_gives_nobody_a_right() {
    opened("unlock:Ada ");
    assertThat(reference(note()).fixed()).isEqualTo(Map.of("account", "ada"));

    house.clicks("cleo", "c-1", ButtonReader.offered(token(note())));
    house.settle();
    assertThat(house.outside.last("cleo").message().text()).contains("Only IT support");
    house.clicks("ada", "c-2", ButtonReader.offered(token(note())));
    house.settle();
    assertThat(house.outside.isLocked("ada")).isFalse();
  }

  @Test
  void a_tree_is_offered_as_well() {
    assertThat(opened("guided")).isEqualTo("offer vpn sent");
    assertThat(note().text()).contains("VPN trouble\nhttps://desk.example/catalogue/vpn?o=");
  }

  @Test
  void a_value_that_does_not_fit_is_sent_to_nobody_and_the_desk_reads_why() {
    assertThat(opened("unlock:<img src=x onerror=alert(1)>"))
        .startsWith("inputs don't fit: account: expected");

    assertThat(note().visibility()).isEqualTo(Visibility.INTERNAL);
    assertThat(note().text())
        .startsWith("Deskhand's trigger 'for-whom' answers this ticket, but nothing was begun:")
        .doesNotContain("<img");
  }

  @Test
  void an_empty_value_fixes_nothing_so_that_the_form_asks() {
    assertThat(opened("unlock:  ")).isEqualTo("offer unlock-one sent");
    assertThat(reference(note()).fixed()).isEmpty();
  }

  @Test
  void whoever_is_not_shown_the_offer_is_sent_nothing_and_the_case_says_why() {
    assertThat(opened("bobs")).isEqualTo("not offered: its audience is others");
    assertThat(house.outside.notes()).isEmpty();
  }

  @Test
  void nobody_is_sent_what_the_policies_would_not_let_them_have() {
    assertThat(opened("copying"))
        .isEqualTo("not offered: the policies don't let them see what it offers");
    assertThat(house.outside.notes()).isEmpty();
  }

  @Test
  void nobody_is_sent_what_has_to_be_looked_at_again() {
    house.clock.advance(UNTIL_2031);

    assertThat(opened("mine")).isEqualTo("not offered: its owner has to look at it again");
    assertThat(house.outside.notes()).isEmpty();
  }

  @Test
  void the_policies_are_asked_whether_the_service_may_speak_of_it() {
    assertThat(opened("muted")).isEqualTo("refused: This trigger offers nothing.");
    assertThat(note().visibility()).isEqualTo(Visibility.INTERNAL);
    assertThat(house.everythingStored()).contains("see-denied");
  }

  @Test
  void on_an_unverified_ticket_it_is_only_suggested_to_the_desk() {
    assertThat(happens("u-1", TicketChange.CREATED, ADA, Verification.UNVERIFIED, "mine"))
        .isEqualTo("suggested on the ticket");
    assertThat(note().visibility()).isEqualTo(Visibility.INTERNAL);
    assertThat(note().text())
        .contains("Offer it", "nothing was sent", "/desk pin-offer unlock-mine")
        .doesNotContain("https://");
  }

  @Test
  void somebody_whom_nobody_knows_is_sent_nothing() {
    assertThat(happens("u-1", TicketChange.CREATED, NOBODY_KNOWN, Verification.VERIFIED, "mine"))
        .isEqualTo("suggested on the ticket");
    assertThat(note().visibility()).isEqualTo(Visibility.INTERNAL);
  }

  @Test
  void a_delivery_that_comes_twice_and_the_next_within_the_cooldown_are_answered_once() {
    happens("e-same", TicketChange.CREATED, ADA, Verification.VERIFIED, "unlock:ada");
    happens("e-same", TicketChange.CREATED, ADA, Verification.VERIFIED, "unlock:ada");
    assertThat(commented(ADA, "unlock:ada")).isEqualTo("no trigger answers it");
    assertThat(house.outside.notes()).hasSize(1);

    house.pass(Duration.ofHours(1));

    assertThat(commented(ADA, "unlock:ada")).isEqualTo("offer unlock-one sent");
  }

  @Test
  void what_somebody_of_the_desk_has_taken_is_left_to_them() {
    commented(AGENT, "We look into it");

    assertThat(commented(ADA, "unlock:ada")).startsWith("left to the desk's people");
    assertThat(house.outside.notes()).isEmpty();
  }
}

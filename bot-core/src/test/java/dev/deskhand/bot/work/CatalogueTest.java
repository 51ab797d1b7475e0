package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.content.InputValue;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Choosing from the catalogue in a conversation. */
final class CatalogueTest {
  private static final Duration UNTIL_2031 = Duration.ofDays(5 * 365);

  private final House house = new House();
  private final Outside outside = house.outside;
  private int deliveries;

  private Message asks(String person, String command) {
    house.commands(person, "d-" + deliveries++, command);
    house.settle();
    return outside.last(person).message();
  }

  private Message presses(String person, String label) {
    house.presses(person, "d-" + deliveries++, label);
    house.settle();
    return outside.last(person).message();
  }

  private Message clicks(String person, ButtonAction action) {
    house.clicks(person, "d-" + deliveries++, action);
    house.settle();
    return outside.last(person).message();
  }

  private static ButtonAction action(Message message, String label) {
    return message.buttons().stream()
        .filter(it -> it.label().equals(label))
        .findFirst()
        .orElseThrow()
        .action();
  }

  private static List<String> labels(Message message) {
    return message.buttons().stream().map(Message.Button::label).toList();
  }

  private Run run() {
    RunId id = RunId.of(house.store.recent(TENANT, "run", 1).getFirst());
    return house.runs.find(TENANT, id).orElseThrow().run();
  }

  private long runs() {
    return house.store.recent(TENANT, "run", 100).size();
  }

  @Test
  void everybody_is_shown_what_they_may_choose_and_what_it_takes() {
    assertThat(asks("ada", "catalogue unlock").facts())
        .containsExactly(
            new Fact("🔓 Unlock my account", "After too many wrong passwords. – begins at once"),
            new Fact("Unlock somebody's account", "begins at once"));
    assertThat(asks("sam", "catalog UNLOCK").facts())
        .extracting(Fact::value)
        .as("for himself at once, for Bob after an approval, for whomever: that depends")
        .containsExactlyInAnyOrder(
            "After too many wrong passwords. – begins at once",
            "after an approval by approver",
            "whether it needs an approval depends on what you fill in");
    assertThat(asks("ada", "catalogue berlin").text()).startsWith("Nothing in the catalogue fits");
    assertThat(asks("stranger", "catalogue").text()).startsWith("I don't know you yet");
  }

  @Test
  void a_sentence_is_searched_for_in_the_catalogue_only_if_it_can_be_meant_so() {
    house.says("ada", "d-a", "catalogue reseau");
    house.settle();
    assertThat(labels(outside.last("ada").message())).containsExactly("VPN trouble");

    house.says("ada", "d-b", "Catalogue of all things that I can't unlock today");
    house.settle();
    assertThat(outside.last("ada").message().text()).doesNotContain("Catalogue");
  }

  @Test
  void a_long_catalogue_comes_in_pages_of_five() {
    Message first = asks("ada", "catalogue number");
    assertThat(first.text()).startsWith("**Catalogue**, 1 to 5 of 12.");
    assertThat(labels(first)).hasSize(6).endsWith("Show more");

    assertThat(presses("ada", "Show more").text()).startsWith("**Catalogue**, 6 to 10 of 12.");
    Message last = presses("ada", "Show more");
    assertThat(labels(last)).containsExactly("Mend number 10", "Mend number 11");
  }

  @Test
  void what_is_locked_is_not_asked_and_the_end_is_said_in_the_offers_words() {
    asks("ada", "catalogue locked");
    Message end = presses("ada", "🔓 Unlock my account");

    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(end.text()).startsWith("You are in again.");
    assertThat(run().request().circumstances()).containsEntry("offer", "unlock-mine");
    assertThat(run().plan().inputs()).containsEntry("account", new InputValue.Text("ada"));
  }

  @Test
  void what_is_asked_is_asked_in_the_offers_words_and_the_policies_decide_on_the_answer() {
    asks("ada", "catalogue somebody");
    Message question = presses("ada", "Unlock somebody's account");
    assertThat(question.text()).isEqualTo("Whose is it?");

    house.says("ada", "d-answer", "bob");
    house.settle();

    assertThat(outside.last("ada").message().text())
        .isEqualTo(
            "I may not do that. Only IT support may ask for something on somebody else's behalf.");
    assertThat(runs()).isZero();
    assertThat(outside.posts())
        .filteredOn(it -> it.replaces().isPresent())
        .extracting(Outbound.ChannelPost::message)
        .as("an answer that is refused is an answer, too")
        .containsExactly(
            new Message(
                "Whose is it?", List.of(new Message.Fact("Your answer", "bob")), List.of()));
  }

  @Test
  void a_tree_is_walked() {
    asks("ada", "catalogue vpn");

    assertThat(presses("ada", "VPN trouble").text()).startsWith("What does the VPN client show");
  }

  @Test
  void a_button_is_nothing_to_those_whom_the_offer_is_not_for() {
    ButtonAction sams = action(asks("sam", "catalogue bob"), "Unlock Bob");

    assertThat(clicks("cleo", sams).text()).startsWith("That is not offered any more, or not to");
    assertThat(clicks("cleo", ButtonAction.of("offer", "no-such", "0123")).text())
        .startsWith("That is not offered any more, or not to");
    assertThat(runs()).isZero();
  }

  @Test
  void a_button_of_an_earlier_edition_shows_the_offer_as_it_is() {
    Message message = clicks("ada", ButtonAction.of("offer", "unlock-mine", "0123456789ab"));

    assertThat(message.text()).startsWith("This offer has changed since that button was made.");
    assertThat(message.facts()).extracting(Fact::label).containsExactly("🔓 Unlock my account");
    assertThat(runs()).isZero();
    presses("ada", "🔓 Unlock my account");
    assertThat(outside.isLocked("ada")).isFalse();
  }

  @Test
  void a_press_that_is_delivered_twice_has_one_effect() {
    ButtonAction mine = action(asks("ada", "catalogue locked"), "🔓 Unlock my account");

    house.clicks("ada", "d-same", mine);
    house.clicks("ada", "d-same", mine);
    house.settle();

    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void an_offer_that_nobody_looked_at_again_is_not_shown_and_says_so_when_it_is_pressed() {
    ButtonAction mine = action(asks("ada", "catalogue locked"), "🔓 Unlock my account");
    asks("ada", "catalogue somebody");
    presses("ada", "Unlock somebody's account");

    house.clock.advance(UNTIL_2031);

    house.says("ada", "d-late", "ada");
    house.settle();
    assertThat(outside.last("ada").message().text()).startsWith("That is not offered any more");
    assertThat(asks("ada", "catalogue").text()).startsWith("There is nothing in the catalogue");
    assertThat(clicks("ada", mine).text())
        .startsWith("**Unlock my account** is not offered at the moment");
    assertThat(runs()).isZero();
  }

  private ButtonAction signed(String person, String words, Map<String, String> fixed) {
    ButtonAction shown = asks(person, "catalogue " + words).buttons().getFirst().action();
    return ButtonReader.offered(
        house
            .seal()
            .token(
                new OfferSeal.Reference(
                    new OfferName(shown.ids().get(0)),
                    shown.ids().get(1),
                    fixed,
                    Optional.of(house.clock.instant().plus(Duration.ofDays(30))))));
  }

  @Test
  void a_signed_button_fixes_what_would_be_asked_and_gives_nobody_a_right() {
    ButtonAction forAda = signed("sam", "somebody", Map.of("account", "ada"));

    assertThat(clicks("cleo", forAda).text()).startsWith("I may not do that. Only IT support");
    assertThat(outside.isLocked("ada")).isTrue();
    clicks("ada", forAda);
    assertThat(outside.isLocked("ada")).isFalse();
  }

  @Test
  void an_offer_is_pinned_for_everybody_who_reads_along_and_gives_nobody_a_right() {
    String offer = asks("ada", "catalogue locked").buttons().getFirst().action().ids().getFirst();
    house.commandsIn("the-channel", "ada", "pin", "pin-offer " + offer);
    house.settle();
    Outbound.ChannelPost pinned = outside.last("the-channel");

    assertThat(pinned.audience()).isEqualTo(new Outbound.Audience.Everyone());
    assertThat(pinned.message().facts().getFirst().value())
        .startsWith("https://desk.example/catalogue/" + offer + "?o=");
    clicks("ada", pinned.message().buttons().getFirst().action());
    assertThat(outside.isLocked("ada")).isFalse();
  }

  @Test
  void nobody_pins_what_is_not_offered_to_them() {
    assertThat(asks("ada", "pin-offer no-such-offer").text()).startsWith("That is not offered");
    assertThat(asks("ada", "pin-offer").text()).contains("pin-offer NAME");
  }

  @Test
  void a_signed_button_that_tries_to_change_what_is_locked_is_refused() {
    assertThat(clicks("ada", signed("ada", "locked", Map.of("account", "bob"))).text())
        .contains("account: it is fixed and can't be changed");
    assertThat(runs()).isZero();
  }

  @Test
  void a_signed_button_that_is_forged_too_old_or_of_what_was_removed_says_so() {
    ButtonAction good = signed("ada", "locked", Map.of());
    String token = good.ids().getFirst();

    assertThat(clicks("ada", ButtonAction.of("offered", "A" + token.substring(1))).text())
        .startsWith("That button was not made here, or was altered since.");
    assertThat(
            clicks(
                    "ada",
                    ButtonReader.offered(
                        house
                            .seal()
                            .token(
                                new OfferSeal.Reference(
                                    new OfferName("gone"), "x", Map.of(), Optional.empty()))))
                .text())
        .startsWith("That is not offered any more, or not to you.");
    house.clock.advance(Duration.ofDays(31));
    assertThat(clicks("ada", good).text()).startsWith("That button was good for a time");
    assertThat(runs()).isZero();
  }

  @Test
  void bent_buttons_lead_nowhere() {
    for (ButtonAction bent :
        List.of(
            ButtonAction.of("offer"),
            ButtonAction.of("offer", "UPPER", "x"),
            ButtonAction.of("browse"),
            ButtonAction.of("browse", "99999999999"),
            ButtonAction.of("browse", "1", "...."),
            ButtonAction.of("value", "account", "1"))) {
      assertThat(clicks("ada", bent).text()).as(bent.encoded()).startsWith("That button leads");
    }
    assertThat(clicks("ada", ButtonAction.of("browse", "-3")).text()).startsWith("**Catalogue**");
    assertThat(clicks("ada", ButtonAction.of("browse", "900")).text()).startsWith("There is");
  }
}

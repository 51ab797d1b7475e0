package dev.deskhand.bot.offer.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.Ownership;
import dev.deskhand.bot.offer.Ownership.Standing;
import dev.deskhand.bot.offer.Subject;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.yaml.RunbookReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OfferReaderTest {
  private static final PersonId ADA = new PersonId("ada");
  private static final Runbook QUOTA = runbook();

  private final Problems problems = new Problems();

  private static Runbook runbook() {
    Problems wrong = new Problems();
    return new RunbookReader(Map.of(), Set.of())
        .read(
            "mailbox-quota.runbook.yaml",
            """
            runbook: mailbox-quota
            title: Enlarge a mailbox
            risk: low
            inputs:
              account: { type: person, question: Whose?, default: requester }
              gigabytes: { type: choice, values: ["10", "20"], question: How large? }
              days: { type: integer, default: 7 }
              region: { type: string, locked: eu }
            steps: [ { id: a, title: A, wait: { for: 5m } } ]
            tell: { succeeded: Done., failed: Not done. }
            """,
            wrong)
        .orElseThrow(() -> new AssertionError(wrong.all()));
  }

  private Optional<Offer> read(String name, String text) {
    KnownSubjects known =
        new KnownSubjects(
            Map.of("mailbox-quota", QUOTA),
            Set.of("vpn-not-connecting"),
            (owner, _) ->
                owner.value().equals("eve")
                    ? Optional.of("'eve' may not answer for it.")
                    : Optional.empty());
    return new OfferReader(known).read(name + OfferReader.ENDING, text, problems);
  }

  private List<String> told() {
    return problems.all().stream().map(Problem::toString).toList();
  }

  @Test
  void an_offer_narrows_its_runbook_to_what_it_asks_for() {
    Offer offer =
        read(
                "larger-mailbox",
                """
                offer: larger-mailbox
                title: A larger mailbox
                start: mailbox-quota
                locked: { account: requester }
                ask: { gigabytes: How much? }
                tell: { succeeded: There is more room. }
                """)
            .orElseThrow(() -> new AssertionError(told()));

    Subject.OfRunbook subject = (Subject.OfRunbook) offer.subject();
    Runbook narrowed = subject.narrowed(QUOTA, ADA);
    assertThat(narrowed.inputs().getFirst().question()).isEqualTo("How much?");
    assertThat(narrowed.inputs())
        .extracting(InputDeclaration::presence)
        .containsExactly(
            new Presence.Required(),
            new Presence.Locked("ada"),
            new Presence.Locked("7"),
            new Presence.Locked("eu"));
    assertThat(narrowed.sayings())
        .isEqualTo(new Runbook.Sayings("There is more room.", "Not done."));
    assertThat(offer.ownership()).as("a draft").isEmpty();
  }

  @Test
  void all_problems_of_a_file_are_told_at_once_with_their_places_and_the_nearest_name() {
    Optional<Offer> offer =
        read(
            "wrong",
            """
            offer: large-mailbox
            title: "two
              lines\\tand a tab"
            pictur: x
            picture: a picture
            start: mailbox-quota
            locked: { days: many, region: us, acount: ada }
            ask: { days: How long? }
            owner: eve
            review: soon
            """);

    assertThat(offer).isEmpty();
    assertThat(told())
        .anyMatch(it -> it.matches("wrong.offer.yaml:1:8: .*call the file 'large-mailbox.*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:2:8: 'title': expected one line.*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:4:1: .*did you mean 'picture'.*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:5:10: 'picture': expected one emoji.*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:6:8: the runbook needs 'gigabytes': write.*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:7:17: the value does not fit: .*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:7:23: 'region': the runbook fixes it.*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:7:35: .*did you mean 'account'.*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:8:8: 'days' is locked, so that nobody.*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:9:8: 'owner': 'eve' may not answer.*"))
        .anyMatch(it -> it.matches("wrong.offer.yaml:10:9: 'review': expected a day such as.*"));
  }

  @Test
  void a_tree_is_offered_without_values_and_an_owner_looks_at_it_again_one_day() {
    read("vpn", "offer: vpn\ntitle: VPN\nwalk: vpn-not-conecting\n");
    read("half", "offer: half\ntitle: Half\nwalk: vpn-not-connecting\nask: { x: y }\nowner: sam\n");
    read("two", "offer: two\ntitle: Two\nwalk: vpn-not-connecting\nstart: mailbox-quota\n");

    assertThat(told())
        .anyMatch(it -> it.contains("vpn.offer.yaml:3:7: ") && it.contains("vpn-not-connecting"))
        .anyMatch(it -> it.contains("half.offer.yaml:4:6: 'ask': a tree asks"))
        .anyMatch(it -> it.contains("half.offer.yaml:5:8: whoever answers for an offer"))
        .anyMatch(it -> it.contains("two.offer.yaml:1:1: an offer offers one thing"));
  }

  @Test
  void an_offer_is_due_thirty_days_ahead_and_over_on_the_day_after() {
    Ownership ownership =
        read(
                "vpn",
                """
                offer: vpn
                title: VPN
                walk: vpn-not-connecting
                owner: sam
                review: 2027-03-31
                """)
            .flatMap(Offer::ownership)
            .orElseThrow();

    assertThat(ownership.on(LocalDate.parse("2027-02-28"))).isEqualTo(Standing.GOOD);
    assertThat(ownership.on(LocalDate.parse("2027-03-01"))).isEqualTo(Standing.DUE);
    assertThat(ownership.on(LocalDate.parse("2027-03-31"))).isEqualTo(Standing.DUE);
    assertThat(ownership.on(LocalDate.parse("2027-04-01"))).isEqualTo(Standing.OVER);
  }
}

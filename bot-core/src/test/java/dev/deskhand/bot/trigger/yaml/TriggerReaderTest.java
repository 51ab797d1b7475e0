package dev.deskhand.bot.trigger.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.offer.Audience;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.Ownership;
import dev.deskhand.bot.offer.Subject;
import dev.deskhand.bot.trigger.Signing;
import dev.deskhand.bot.trigger.Source;
import dev.deskhand.bot.trigger.Start;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputType;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.TreeId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TriggerReaderTest {
  private static final Ownership OWNERSHIP =
      new Ownership(
          new PersonId("sam"),
          LocalDate.parse("2030-12-31"),
          new SourcePosition("restart.offer.yaml", 1, 1));
  private static final Map<String, Offer> OFFERS =
      Map.of(
          "restart",
          offer("restart", restarting(), Optional.of(OWNERSHIP)),
          "guided",
          offer("guided", new Subject.OfTree(new TreeId("x")), Optional.of(OWNERSHIP)),
          "draft",
          offer("draft", restarting(), Optional.empty()));

  private final Problems problems = new Problems();

  private Optional<Trigger> read(String name, String text) {
    return reader().read(name + ".trigger.yaml", text, problems);
  }

  private static TriggerReader reader() {
    KnownContent known =
        new KnownContent(
            Map.of(
                "unlock-account",
                List.of(input("account", new Presence.Requester())),
                "restart-service",
                List.of(
                    input("host", new Presence.Required()),
                    input("service", new Presence.Required()),
                    input("reason", new Presence.Default("none")),
                    input("queue", new Presence.Locked("out")),
                    new InputDeclaration(
                        "copies", new InputType.Whole(), "", new Presence.Default("1")))),
            Set.of("vpn-not-connecting"),
            OFFERS,
            Set.of("desk-triggers"),
            Set.of("builtin", "rt", "zendesk"));
    return new TriggerReader(known);
  }

  private static InputDeclaration input(String name, Presence presence) {
    return new InputDeclaration(name, new InputType.Text(Optional.empty()), "Which?", presence);
  }

  private static Subject restarting() {
    return new Subject.OfRunbook(
        new RunbookId("restart-service"),
        Map.of("host", "gw-1"),
        Map.of("service", "Which service?", "copies", "How many?"),
        Optional.empty());
  }

  private static Offer offer(String name, Subject subject, Optional<Ownership> ownership) {
    return new Offer(
        new OfferName(name),
        new Offer.Face(name, "", "", List.of()),
        subject,
        Audience.EVERYBODY,
        ownership,
        ContentVersion.of(name));
  }

  private List<String> told() {
    return problems.all().stream().map(Problem::toString).toList();
  }

  @Test
  void a_schedule_has_defaults_for_what_was_missed_and_overlaps() {
    Optional<Trigger> trigger =
        read(
            "nightly",
            """
            trigger: nightly
            title: Restart the gateway
            on: { schedule: "0 3 * * MON-FRI", time-zone: Europe/Berlin }
            start: restart-service
            inputs: { host: gw-1, service: { value: '"vpn"' } }
            as: desk-triggers
            """);

    assertThat(told()).isEmpty();
    assertThat(trigger.orElseThrow().source()).isInstanceOf(Source.Timed.class);
    assertThat(trigger.get().start())
        .isInstanceOfSatisfying(
            Start.OfRunbook.class,
            start -> assertThat(start.inputs()).containsOnlyKeys("host", "service"));
  }

  @Test
  void what_is_looked_up_has_to_be_there_and_what_is_given_has_to_fit() {
    read(
        "urgent",
        """
        trigger: urgent
        title: Urgent
        on: { desk: builtin, event: created }
        filter: ticket.subjct.contains("a.b") && ticket.fields["cf-1"] == "x" && change["kid"] == ""
        start: restart-service
        inputs: { host: { value: ticket.dsk }, service: mail, copies: many, queue: in }
        as: desk-triggers
        """);

    assertThat(told())
        .containsExactly(
            "urgent.trigger.yaml:4:9: expression 'ticket.subjct.contains(\"a.b\") &&"
                + " ticket.fields[\"cf-1\"] == \"x\" && change[\"kid\"] == \"\"': a ticket has no"
                + " 'subjct': did you mean 'subject'?",
            "urgent.trigger.yaml:4:9: expression 'ticket.subjct.contains(\"a.b\") &&"
                + " ticket.fields[\"cf-1\"] == \"x\" && change[\"kid\"] == \"\"': a change has no"
                + " 'kid': did you mean 'kind'?",
            "urgent.trigger.yaml:6:26: expression 'ticket.dsk': a ticket has no 'dsk': did you"
                + " mean 'desk'?",
            "urgent.trigger.yaml:6:63: 'copies': expected a whole number",
            "urgent.trigger.yaml:6:76: 'queue': the runbook fixes it already; take it out");
  }

  @Test
  void a_webhooks_secret_may_lie_in_a_vault() {
    Optional<Trigger> trigger =
        read(
            "monitor",
            """
            trigger: monitor
            title: Something is down
            on: { webhook: { secret: "vault:deskhand/monitor#secret" } }
            start: unlock-account
            as: desk-triggers
            """);

    assertThat(told()).isEmpty();
    assertThat(trigger.orElseThrow().source())
        .isEqualTo(
            new Source.Webhook("vault:deskhand/monitor#secret", Signing.OURS, Optional.empty()));
  }

  @Test
  void a_webhook_is_signed_as_its_file_says() {
    Optional<Trigger> trigger =
        read(
            "monitor",
            """
            trigger: monitor
            title: Something is down
            on:
              webhook:
                secret: env:MONITOR
                signature: { header: X-Sig, form: "v1={hex}", signs: "{X-Time}:{body}", time: X-Time }
            start: unlock-account
            inputs: { account: ada }
            as: desk-triggers
            """);

    assertThat(told()).isEmpty();
    assertThat(trigger.orElseThrow().source())
        .isEqualTo(
            new Source.Webhook(
                "env:MONITOR",
                new Signing("X-Sig", "v1={hex}", "{X-Time}:{body}", Optional.of("X-Time")),
                Optional.empty()));
  }

  @Test
  void a_delivery_is_told_by_a_header_where_that_is_signed() {
    String text =
        """
        trigger: monitor
        title: Something is down
        on:
          webhook:
            secret: env:MONITOR
            signature: { header: X-Sig, form: "v1={hex}", signs: "{X-Id}.{body}" }
            delivery: "{X-Id}"
        start: unlock-account
        inputs: { account: ada }
        as: desk-triggers
        """;

    Optional<Trigger> trigger = read("monitor", text);

    assertThat(told()).isEmpty();
    assertThat(trigger.orElseThrow().source())
        .isEqualTo(
            new Source.Webhook(
                "env:MONITOR",
                new Signing("X-Sig", "v1={hex}", "{X-Id}.{body}", Optional.empty()).by("X-Id"),
                Optional.empty()));

    read("monitor", text.replace("{X-Id}.{body}", "{body}"));

    assertThat(told())
        .singleElement()
        .asString()
        .contains(":7:15: ")
        .contains("'X-Id' is not signed");
  }

  @Test
  void a_signature_that_proves_nothing_is_told() {
    read(
        "monitor",
        """
        trigger: monitor
        title: Something is down
        on:
          webhook:
            secret: env:MONITOR
            signature:
              header: "X Sig"
              form: plain
              signs: "{body}"
              time: X-Time
        start: unlock-account
        inputs: { account: ada }
        as: desk-triggers
        """);

    assertThat(told())
        .satisfiesExactly(
            it -> assertThat(it).contains(":7:15: ").contains("a header's name"),
            it -> assertThat(it).contains(":8:13: ").contains("{hex} or {base64} once"),
            it -> assertThat(it).contains(":10:13: ").contains("'X-Time' is not signed"));
  }

  @Test
  void all_problems_of_a_file_are_told_at_once_with_their_places_and_the_nearest_name() {
    assertThat(
            read(
                "broken",
                """
                trigger: brokn
                title: Something
                on: { desk: rtt, event: [create, commented] }
                filter: tickt.subject == "x"
                start: unlock-acount
                inputs:
                  account: "{{ ticket.requestor }}"
                as: desk-trigger
                cooldown: soon
                rate: { most: 0, per: 1h }
                colour: red
                """))
        .isEmpty();

    assertThat(told())
        .satisfiesExactly(
            it -> assertThat(it).startsWith("broken.trigger.yaml:1:10: ").contains("call the file"),
            it -> assertThat(it).startsWith("broken.trigger.yaml:3:13: ").contains("'rt'?"),
            it -> assertThat(it).startsWith("broken.trigger.yaml:3:26: ").contains("'created'?"),
            it -> assertThat(it).startsWith("broken.trigger.yaml:4:9: ").contains("tickt"),
            it ->
                assertThat(it).startsWith("broken.trigger.yaml:5:8: ").contains("'unlock-account'"),
            it -> assertThat(it).startsWith("broken.trigger.yaml:7:12: ").contains("'requester'?"),
            it ->
                assertThat(it).startsWith("broken.trigger.yaml:8:5: ").contains("'desk-triggers'?"),
            it ->
                assertThat(it).startsWith("broken.trigger.yaml:9:11: ").contains("length of time"),
            it -> assertThat(it).startsWith("broken.trigger.yaml:10:15: ").contains("1 to 100000"),
            it -> assertThat(it).startsWith("broken.trigger.yaml:11:1: ").contains("'colour'"));
  }

  @Test
  void what_nobody_can_be_asked_for_has_to_be_given() {
    read(
        "hook",
        """
        trigger: hook
        title: Restart
        on: { webhook: { secret: hunter2hunter2hunter2 } }
        start: restart-service
        inputs: { host: "{{ payload.host }}", servce: "{{ ticket.subject }}" }
        as: desk-triggers
        """);

    assertThat(told())
        .satisfiesExactly(
            it -> assertThat(it).contains(":3:26: ").contains("not the secret itself"),
            it -> assertThat(it).contains(":5:9: ").contains("needs 'service'"),
            it -> assertThat(it).contains(":5:39: ").contains("did you mean 'service'?"),
            it -> assertThat(it).contains(":5:47: ").contains("known are: payload"));
  }

  @Test
  void a_schedule_walks_with_nobody_and_filters_nothing() {
    read(
        "timed",
        """
        trigger: timed
        title: Walk
        on: { schedule: "61 * * * *", time-zone: Europe/Berlln }
        filter: "true"
        walk: vpn-not-connecting
        as: desk-triggers
        """);

    assertThat(told())
        .satisfiesExactly(
            it -> assertThat(it).contains(":3:17: ").contains("five fields"),
            it -> assertThat(it).contains(":3:42: ").contains("Europe/Berlln"),
            it -> assertThat(it).contains(":4:9: ").contains("has its own times"),
            it -> assertThat(it).contains(":5:7: ").contains("somebody to walk with"));
  }

  @Test
  void a_ticket_is_answered_with_an_offer_and_values_of_what_it_asks_for() {
    Optional<Trigger> trigger =
        read(
            "offered",
            """
            trigger: offered
            title: Offer a restart
            on: { event: created }
            offer: restart
            inputs:
              service: "{{ ticket.subject }}"
              copies: { value: size(ticket.description) }
            as: desk-triggers
            """);

    assertThat(told()).isEmpty();
    assertThat(trigger.orElseThrow().start())
        .isInstanceOfSatisfying(
            Start.OfOffer.class,
            start -> {
              assertThat(start.offer()).isEqualTo(new OfferName("restart"));
              assertThat(start.inputs()).containsOnlyKeys("service", "copies");
            });
  }

  @Test
  void what_an_offer_locks_does_not_ask_for_or_does_not_take_can_not_be_fixed() {
    read(
        "offered",
        """
        trigger: offered
        title: Offer a restart
        on: { event: created }
        offer: restart
        inputs:
          host: gw-2
          reason: none
          servce: mail
          copies: many
          service: "{{ ticket.subjct }}"
        as: desk-triggers
        """);

    assertThat(told())
        .containsExactly(
            "offered.trigger.yaml:6:3: 'host': the offer locks it already; take it out",
            "offered.trigger.yaml:7:3: the offer does not ask for 'reason': known are: copies,"
                + " service",
            "offered.trigger.yaml:8:3: the offer does not ask for 'servce': did you mean"
                + " 'service'?",
            "offered.trigger.yaml:9:11: 'copies': expected a whole number",
            "offered.trigger.yaml:10:12: '{{ ticket.subjct }}': a ticket has no 'subjct': did you"
                + " mean 'subject'?");
  }

  @Test
  void a_tree_that_is_offered_asks_for_what_it_needs() {
    read(
        "offered",
        """
        trigger: offered
        title: Offer help
        on: { event: created }
        offer: guided
        inputs: { service: mail }
        as: desk-triggers
        """);

    assertThat(told())
        .containsExactly(
            "offered.trigger.yaml:5:9: 'inputs': a tree asks for what it needs; take it out");
  }

  @Test
  void an_offer_has_to_be_there_and_somebody_has_to_answer_for_it() {
    String text =
        """
        trigger: offered
        title: Offer a restart
        on: { event: created }
        offer: restrt
        as: desk-triggers
        """;

    read("offered", text);
    read("offered", text.replace("restrt", "draft"));

    assertThat(told())
        .containsExactly(
            "offered.trigger.yaml:4:8: 'offer': no offer is called 'restrt': did you mean"
                + " 'restart'?",
            "offered.trigger.yaml:4:8: 'offer': 'draft' is a draft, which nobody is shown: write"
                + " owner: and review: in its file");
  }

  @Test
  void only_tickets_are_answered_with_offers() {
    for (String on :
        List.of(
            "{ schedule: \"0 3 * * *\", time-zone: UTC }",
            "{ webhook: { secret: \"env:HOOK\" } }")) {
      Problems found = new Problems();
      reader()
          .read(
              "offered.trigger.yaml",
              "trigger: offered\ntitle: T\non: " + on + "\noffer: restart\nas: desk-triggers\n",
              found);

      assertThat(found.all())
          .singleElement()
          .asString()
          .isEqualTo(
              "offered.trigger.yaml:4:8: 'offer': only a ticket can be answered; write start: …");
    }
  }

  @Test
  void a_trigger_does_one_thing() {
    read(
        "both",
        """
        trigger: both
        title: Both
        on: { event: created }
        offer: restart
        walk: vpn-not-connecting
        as: desk-triggers
        """);

    assertThat(told())
        .containsExactly(
            "both.trigger.yaml:1:1: a trigger does one thing: write start: RUNBOOK, walk: TREE or"
                + " offer: OFFER");
  }

  @Test
  void a_trigger_begins_one_thing_and_hears_one_kind_of_thing() {
    read(
        "both",
        """
        trigger: both
        title: Both
        on: { event: created, schedule: "0 * * * *" }
        start: unlock-account
        walk: vpn-not-connecting
        as: desk-triggers
        """);

    assertThat(told()).singleElement().asString().contains(":3:5: ").contains("event and schedule");
  }
}

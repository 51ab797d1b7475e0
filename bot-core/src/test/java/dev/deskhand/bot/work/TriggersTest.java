package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static dev.deskhand.bot.work.House.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.bot.trigger.Facts;
import dev.deskhand.bot.trigger.TicketCase.Standing;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunOutcome;
import dev.deskhand.runbooks.run.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tickets and other systems begin by themselves, with the shipped runbook and policies. */
final class TriggersTest {
  private static final Account ADA = new Account("rt", "desk", "17");
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
  private static final Account AGENT = new Account("rt", "desk", "99");

  private static final Account DESK = new Account("rt", "desk", "1");

  /** Answers whatever happens to the status. */
  private static final String MOVED =
      """
      trigger: moved
      title: Unlock what is moved
      on: { desk: rt, event: status }
      filter: ticket.subject == "moved"
      start: unlock-account
      inputs:
        account: "{{ ticket.requester }}"
      as: desk-triggers
      """;

  private static final String UNLOCK =
      """
      trigger: unlock
      title: Unlock the account
      on: { desk: rt, event: [created, commented] }
      filter: ticket.subject.contains("locked")
      start: unlock-account
      inputs:
        account: "{{ ticket.requester }}"
      as: desk-triggers
      cooldown: 1h
      rate: { most: 2, per: 24h }
      """;

  private static final String VPN =
      """
      trigger: vpn
      title: Look at the VPN
      on: { event: created }
      filter: ticket.subject.startsWith("VPN form")
      walk: vpn-not-connecting
      as: desk-triggers
      """;

  private static final String HOOK =
      """
      trigger: monitor
      title: Mend what the monitor complains about
      on: { webhook: { secret: "env:NOTHING" } }
      filter: payload.state == "down"
      start: mend
      as: desk-triggers
      """;

  /** Does something, and then waits for somebody's yes to the rest. */
  private static final String AGREE =
      """
      trigger: agree
      title: Agree to the rest
      on: { event: created }
      filter: ticket.subject == "agree"
      start: agree
      inputs:
        account: "{{ ticket.requester }}"
      as: desk-triggers
      """;

  /** Fills typed inputs from custom fields, once one of them says so. */
  private static final String FIELD =
      """
      trigger: field
      title: Do what the fields say
      on: { event: field }
      filter: >-
        change.field == "state" && change.value == "approved" && change.before == "asked"
        && ticket.fields["asset tag"] == "A-17"
      start: copy
      inputs:
        account: "{{ ticket.requester }}"
        copies: { value: 'int(ticket.fields.copies) + 1' }
      as: desk-triggers
      """;

  private final House house = new House(List.of(UNLOCK, VPN, HOOK, AGREE, FIELD, MOVED));
  private int deliveries;

  private String happens(
      TicketChange change, Account by, Verification verification, String subject) {
    return happens(change, by, verification, subject, TicketStatus.OPEN, Map.of());
  }

  private String happens(
      TicketChange change,
      Account by,
      Verification verification,
      String subject,
      TicketStatus status,
      Map<String, String> fields) {
    String delivery = "e-" + ++deliveries;
    Ticket ticket =
        new Ticket(
            TICKET,
            new Personal("ada", subject),
            new Personal("ada", ""),
            status,
            Optional.of(ADA),
            Optional.of(by),
            verification);
    house.reception.accept(
        new Inbound.TicketEvent(
            new Envelope(TENANT, by, ConversationId.ofTicket(TICKET), "rt/desk", delivery),
            change,
            ticket,
            Optional.of(new Inbound.Details(fields, Optional.empty()))));
    house.settle();
    return house.store.outcome(TENANT, "rt/desk", delivery).orElseThrow();
  }

  /** A field of a ticket becomes something, as a desk tells it under a delivery id. */
  private String fieldBecomes(String delivery, String value, Optional<Instant> at) {
    Map<String, Personal> custom =
        Map.of(
            "asset tag", new Personal("ada", "A-17"),
            "copies", new Personal("ada", "2"),
            "owner", new Personal("ada", "somebody who is none"),
            "visibility", new Personal("ada", "public"));
    Ticket ticket =
        new Ticket(
            TICKET,
            new Personal("ada", "fields"),
            new Personal("ada", ""),
            TicketStatus.OPEN,
            Optional.of(ADA),
            Optional.of(AGENT),
            Verification.VERIFIED);
    Inbound.Details details =
        new Inbound.Details(
            Map.of("owner", ""),
            Optional.of("state"),
            Optional.of(custom),
            Optional.of(
                new Inbound.NewValue(
                    new Personal("ada", value), Optional.of(new Personal("ada", "asked")), at)));
    house.reception.accept(
        new Inbound.TicketEvent(
            new Envelope(TENANT, AGENT, ConversationId.ofTicket(TICKET), "rt/desk", delivery),
            TicketChange.FIELD_CHANGED,
            ticket,
            Optional.of(details)));
    house.settle();
    return house.store.outcome(TENANT, "rt/desk", delivery).orElseThrow();
  }

  @Test
  void a_field_that_becomes_something_begins_a_runbook_with_what_other_fields_say() {
    assertThat(fieldBecomes("f-1", "declined", Optional.empty()))
        .isEqualTo("no trigger answers it");

    Run run = run(fieldBecomes("f-2", "approved", Optional.empty()));

    assertThat(run.plan().runbook()).isEqualTo(new RunbookId("copy"));
    assertThat(run.plan().inputs())
        .hasEntrySatisfying("copies", it -> assertThat(it.toString()).contains("3"))
        .hasEntrySatisfying("account", it -> assertThat(it.toString()).contains("ada"));
  }

  @Test
  void a_custom_field_says_neither_who_has_a_ticket_nor_who_reads_it() {
    fieldBecomes("f-1", "approved", Optional.empty());

    Inbound.Details told =
        new Inbound.Details(
            Map.of("owner", "rt:desk:99"),
            Optional.empty(),
            Optional.of(Map.of("visibility", new Personal("ada", "public"))),
            Optional.empty());

    assertThat(told.reachRequester()).isFalse();
    assertThat(
            Facts.of(
                    new Inbound.TicketEvent(
                        new Envelope(TENANT, AGENT, ConversationId.ofTicket(TICKET), "rt", "1"),
                        TicketChange.COMMENTED,
                        new Ticket(
                            TICKET,
                            new Personal("ada", "x"),
                            new Personal("ada", ""),
                            TicketStatus.OPEN,
                            Optional.of(ADA),
                            Optional.of(AGENT),
                            Verification.VERIFIED),
                        Optional.of(told)),
                    Optional.empty())
                .lookUp("ticket.fields.owner"))
        .contains("rt:desk:99");
  }

  @Test
  void a_change_that_is_told_twice_under_two_ids_is_worked_once_and_the_next_one_again() {
    Instant at = Instant.parse("2026-03-01T09:00:00Z");

    assertThat(fieldBecomes("told", "approved", Optional.of(at))).startsWith("run ");
    assertThat(fieldBecomes("found", "approved", Optional.of(at.plusSeconds(2))))
        .isEqualTo("this change was worked before");
    assertThat(fieldBecomes("back", "asked", Optional.of(at.plusSeconds(20))))
        .isEqualTo("no trigger answers it");
    assertThat(fieldBecomes("later", "approved", Optional.of(at.plusSeconds(300))))
        .startsWith("run ");
  }

  /** A change that the desk tells with its time: seconds after nine. */
  private String changes(TicketChange change, String before, String now, int second) {
    boolean isStatus = change == TicketChange.STATUS_CHANGED;
    String delivery = "c-" + ++deliveries;
    house.reception.accept(
        new Inbound.TicketEvent(
            new Envelope(TENANT, AGENT, ConversationId.ofTicket(TICKET), "rt/desk", delivery),
            change,
            new Ticket(
                TICKET,
                new Personal("ada", "x"),
                new Personal("ada", ""),
                isStatus ? TicketStatus.valueOf(now) : TicketStatus.OPEN,
                Optional.of(ADA),
                Optional.of(AGENT),
                Verification.VERIFIED),
            Optional.of(
                new Inbound.Details(
                    isStatus ? Map.of() : Map.of("owner", now),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                        new Inbound.NewValue(
                            new Personal("ada", now),
                            Optional.of(new Personal("ada", before)),
                            Optional.of(NINE.plusSeconds(second))))))));
    house.settle();
    return house.store.outcome(TENANT, "rt/desk", delivery).orElseThrow();
  }

  private Standing standing() {
    return house.cases.load(TENANT, TICKET).known().standing();
  }

  @Test
  void a_ticket_that_is_taken_given_back_and_taken_again_within_a_minute_is_left() {
    String agent = AGENT.toString();
    changes(TicketChange.ASSIGNED, "", agent, 0);
    changes(TicketChange.ASSIGNED, agent, "", 20);
    assertThat(standing()).isInstanceOf(Standing.Free.class);

    changes(TicketChange.ASSIGNED, "", agent, 40);

    assertThat(standing()).isInstanceOf(Standing.Yielded.class);
    assertThat(changes(TicketChange.ASSIGNED, "", agent, 2))
        .isEqualTo("this change was worked before");
  }

  @Test
  void what_is_told_late_changes_nothing_that_is_newer() {
    changes(TicketChange.STATUS_CHANGED, "RESOLVED", "OPEN", 60);

    assertThat(changes(TicketChange.STATUS_CHANGED, "OPEN", "RESOLVED", 0))
        .isEqualTo("told late: a newer change of it is known");

    assertThat(standing()).isInstanceOf(Standing.Free.class);
    assertThat(fieldBecomes("new", "declined", Optional.of(NINE.plusSeconds(30))))
        .isEqualTo("no trigger answers it");
    assertThat(fieldBecomes("old", "approved", Optional.of(NINE)))
        .isEqualTo("told late: a newer change of it is known");
  }

  @Test
  void of_a_change_the_newest_tellings_are_known_and_nothing_that_gives_its_value_away() {
    for (int i = 0; i < 30; i++) {
      fieldBecomes("many-" + i, "value " + i, Optional.of(NINE.plusSeconds(i * 10L)));
    }

    assertThat(house.cases.load(TENANT, TICKET).known().memory().heard())
        .hasEntrySatisfying(
            "FIELD_CHANGED/state",
            known ->
                assertThat(known)
                    .hasSize(20)
                    .allSatisfy(it -> assertThat(it.mark()).hasSize(2))
                    .last()
                    .satisfies(it -> assertThat(it.at()).isEqualTo(NINE.plusSeconds(290))));
  }

  private String opened(String subject) {
    return happens(TicketChange.CREATED, ADA, Verification.VERIFIED, subject);
  }

  private String commented(Account by, String subject) {
    return happens(TicketChange.COMMENTED, by, Verification.VERIFIED, subject);
  }

  private String calls(String payload) {
    String delivery = "h-" + ++deliveries;
    house.reception.accept(
        new Inbound.HookCall(
            new Envelope(
                TENANT,
                new Account("hook", "local", "monitor"),
                ConversationId.ofHook("monitor"),
                "hook/monitor",
                delivery),
            "monitor",
            new Personal("unknown:hook", payload)));
    house.settle();
    return house.store.outcome(TENANT, "hook/monitor", delivery).orElseThrow();
  }

  private List<String> internalNotes() {
    return house.outside.notes().stream()
        .filter(note -> note.visibility() == Outbound.Visibility.INTERNAL)
        .map(Outbound.TicketNote::text)
        .toList();
  }

  @Test
  void nobody_gets_more_started_by_tickets_than_by_asking() {
    for (int i = 0; i < Allowances.DEFAULT.starts().most(); i++) {
      house.console().start(house.principal("ada"), new RunbookId("mend"), Map.of(), "c-" + i);
    }

    assertThat(opened("I am locked out")).startsWith("refused: For ada there were 60 in 1h");
    assertThat(internalNotes()).anyMatch(it -> it.contains("For ada there were"));
    house.clock.advance(Duration.ofHours(2));
    assertThat(commented(ADA, "I am locked out still")).startsWith("run r-");
  }

  @Test
  void a_verified_ticket_begins_a_runbook_for_its_requester_once_somebody_has_approved() {
    assertThat(opened("I am locked out")).startsWith("run r-");
    assertThat(house.outside.isLocked("ada")).isTrue();

    house.presses("bob", "b-1", "Approve");
    house.settle();

    assertThat(house.outside.isLocked("ada")).isFalse();
    assertThat(internalNotes()).singleElement().asString().contains("approved by bob");
  }

  @Test
  void from_an_unverified_ticket_a_trigger_only_suggests() {
    assertThat(happens(TicketChange.CREATED, ADA, Verification.UNVERIFIED, "I am locked out"))
        .isEqualTo("suggested on the ticket");

    assertThat(house.store.recent(TENANT, "run", 1)).isEmpty();
    assertThat(internalNotes())
        .singleElement()
        .asString()
        .contains("Unlock the account")
        .endsWith("/desk take rt-42 run unlock-account account=ada");
  }

  @Test
  void what_no_trigger_answers_is_understood_as_before() {
    assertThat(opened("VPN says authentication failed")).startsWith("walk w-");
  }

  @Test
  void a_trigger_begins_a_walk_whatever_the_words_are() {
    assertThat(opened("VPN form: laptop 14")).startsWith("walk w-");
  }

  @Test
  void a_trigger_pauses_for_one_ticket_and_stops_at_its_rate_for_all() {
    assertThat(opened("locked")).startsWith("run");
    assertThat(commented(ADA, "locked")).isEqualTo("no trigger answers it");
    house.pass(Duration.ofHours(1));
    assertThat(commented(ADA, "locked")).startsWith("run");
    house.pass(Duration.ofHours(1));
    assertThat(commented(ADA, "locked")).isEqualTo("no trigger answers it");
    house.pass(Duration.ofHours(24));
    assertThat(commented(ADA, "locked")).startsWith("run");
  }

  @Test
  void when_an_agent_writes_the_bot_leaves_and_ends_its_walk() {
    opened("VPN form: laptop 14");

    commented(AGENT, "VPN form: laptop 14");

    assertThat(house.outside.said("ada").getLast()).contains("A colleague is looking after");
    assertThat(internalNotes()).singleElement().asString().contains("left to the desk's people");
    assertThat(house.outside.said("ada")).isNotEmpty();
    assertThat(commented(ADA, "locked")).startsWith("left to the desk's people");
  }

  private String becomes(TicketStatus status) {
    return happens(
        TicketChange.STATUS_CHANGED, AGENT, Verification.VERIFIED, "x", status, Map.of());
  }

  private void goesTo(String owner) {
    happens(
        TicketChange.ASSIGNED,
        AGENT,
        Verification.VERIFIED,
        "x",
        TicketStatus.OPEN,
        Map.of("owner", owner));
  }

  private Run run(String outcome) {
    RunId id = new RunId(outcome.replace("run ", ""));
    return house.runs.find(TENANT, id).orElseThrow().run();
  }

  @Test
  void when_an_agent_takes_the_ticket_a_run_that_changed_nothing_ends_and_is_not_asked_for_more() {
    String run = opened("I am locked out");

    goesTo(AGENT.toString());
    house.presses("bob", "b-1", "Approve");
    house.settle();

    assertThat(run(run).phase())
        .isInstanceOfSatisfying(
            Run.Phase.Ended.class, it -> assertThat(it.outcome()).isEqualTo(RunOutcome.CANCELLED));
    assertThat(house.outside.isLocked("ada")).isTrue();
    assertThat(internalNotes())
        .anyMatch(it -> it.contains("has changed nothing, since somebody of the desk took it"));
    assertThat(house.outside.said("ada"))
        .filteredOn(it -> it.contains("A colleague is looking"))
        .hasSize(1);
    assertThat(house.outside.said("ada")).noneMatch(it -> it.contains("It was cancelled"));
  }

  @Test
  void what_was_left_can_be_paused_for_good_by_whoever_may() {
    String run = opened("agree");
    String id = run.replace("run ", "");
    goesTo(AGENT.toString());

    house.says("cleo", "c-1", "pause " + id);
    house.says("sam", "s-1", "pause " + id);
    house.settle();
    goesTo("");
    house.says("sam", "s-2", "pause " + id);
    house.settle();

    assertThat(run(run).phase()).isEqualTo(new Run.Phase.Paused(new PersonId("sam")));
    assertThat(house.outside.said("sam"))
        .anyMatch(it -> it.contains("Nothing further is begun until somebody resumes it."))
        .anyMatch(it -> it.contains("It is paused already."));
    assertThat(house.outside.said("cleo")).noneMatch(it -> it.contains("Nothing further is begun"));
    assertThat(internalNotes()).noneMatch(it -> it.contains("goes on with"));
  }

  @Test
  void what_a_walk_has_handed_over_is_left_with_it() {
    house.commands("sol", "d-1", "freeze runbook/unlock-account drill");
    house.settle();
    opened("VPN says authentication failed");
    house.presses("ada", "p-1", "It says \"Authentication failed\"");
    house.settle();
    Run held = house.runs.recent(TENANT, 10).map(StoredRun::run).findFirst().orElseThrow();

    goesTo(AGENT.toString());

    assertThat(held.phase()).isInstanceOf(Run.Phase.Running.class);
    assertThat(house.runs.recent(TENANT, 10).map(StoredRun::run))
        .singleElement()
        .satisfies(it -> assertThat(it.hasEnded()).isTrue());
    assertThat(internalNotes())
        .anyMatch(
            it -> it.contains("Deskhand ends") && it.contains("somebody of the desk took it"));
    assertThat(house.outside.said("ada"))
        .filteredOn(it -> it.contains("A colleague is looking"))
        .hasSize(1);
    assertThat(house.outside.said("ada")).noneMatch(it -> it.contains("It was cancelled"));
    assertThat(house.outside.isLocked("ada")).isTrue();
  }

  @Test
  void a_run_that_changed_something_pauses_when_the_ticket_is_closed_and_goes_on_when_opened() {
    String run = opened("agree");

    becomes(TicketStatus.CLOSED);
    house.presses("bob", "b-1", "Approve");
    house.settle();

    assertThat(run(run).phase()).isInstanceOf(Run.Phase.Paused.class);
    assertThat(house.outside.isLocked("ada")).isTrue();
    assertThat(internalNotes())
        .singleElement()
        .asString()
        .contains("Deskhand pauses **Agree to the rest**", "since it was closed", "large");

    becomes(TicketStatus.OPEN);

    assertThat(run(run).hasEnded()).isTrue();
    assertThat(house.outside.isLocked("ada")).isFalse();
    assertThat(internalNotes()).anyMatch(it -> it.contains("goes on with **Agree to the rest**"));
  }

  @Test
  void a_run_that_the_desk_stopped_is_not_set_going_by_the_requesters_reply() {
    String run = opened("agree");
    becomes(TicketStatus.CLOSED);
    house.settle();

    happens(
        TicketChange.STATUS_CHANGED, ADA, Verification.VERIFIED, "x", TicketStatus.OPEN, Map.of());

    assertThat(run(run).phase()).isInstanceOf(Run.Phase.Paused.class);
  }

  @Test
  void a_run_of_a_merged_ticket_stays_paused_and_what_ends_there_moves_the_ticket_no_more() {
    String run = opened("agree");

    happens(TicketChange.MERGED, AGENT, Verification.VERIFIED, "x");
    house.says("sam", "s-1", "cancel " + run.replace("run ", ""));
    house.settle();

    assertThat(run(run).hasEnded()).isTrue();
    assertThat(internalNotes()).last().asString().contains("paused by", "merged", "cancelled by");
    assertThat(house.outside.moves()).isEmpty();
    assertThat(house.outside.notes())
        .allMatch(it -> it.visibility() == Outbound.Visibility.INTERNAL);
  }

  @Test
  void what_a_person_paused_or_began_in_chat_is_left_to_persons() {
    String run = opened("agree");
    house.says("sam", "s-1", "pause " + run.replace("run ", ""));
    house.says("ada", "a-1", "run agree");
    house.settle();

    becomes(TicketStatus.CLOSED);
    becomes(TicketStatus.OPEN);

    assertThat(run(run).phase()).isEqualTo(new Run.Phase.Paused(new PersonId("sam")));
    assertThat(
            house
                .runs
                .recent(TENANT, 10)
                .filter(it -> it.run().request().requester().value().equals("ada")))
        .singleElement()
        .satisfies(it -> assertThat(it.run().phase()).isInstanceOf(Run.Phase.Running.class));
  }

  @Test
  void when_the_ticket_is_merged_into_another_the_walk_about_it_ends() {
    opened("VPN form: laptop 14");

    happens(TicketChange.MERGED, AGENT, Verification.VERIFIED, "VPN form: laptop 14");

    assertThat(house.outside.said("ada").getLast()).contains("A colleague is looking after");
    assertThat(internalNotes()).singleElement().asString().contains("merged into another ticket");
    assertThat(commented(ADA, "locked"))
        .isEqualTo("left to the desk's people: it was merged into another ticket");
  }

  @Test
  void what_is_closed_is_left_alone_until_it_is_opened_again() {
    happens(
        TicketChange.STATUS_CHANGED,
        AGENT,
        Verification.VERIFIED,
        "x",
        TicketStatus.CLOSED,
        Map.of());
    assertThat(commented(ADA, "locked")).startsWith("left to the desk's people: it was closed");

    happens(
        TicketChange.STATUS_CHANGED, ADA, Verification.VERIFIED, "x", TicketStatus.OPEN, Map.of());

    assertThat(commented(ADA, "locked")).startsWith("run");
  }

  @Test
  void what_is_taken_is_left_alone_until_it_is_given_back() {
    Map<String, String> agent = Map.of("owner", AGENT.toString());
    happens(TicketChange.ASSIGNED, AGENT, Verification.VERIFIED, "x", TicketStatus.OPEN, agent);
    assertThat(house.cases.load(TENANT, TICKET).known().standing())
        .isInstanceOf(Standing.Yielded.class);

    happens(TicketChange.ASSIGNED, AGENT, Verification.VERIFIED, "x", TicketStatus.OPEN, Map.of());

    assertThat(commented(ADA, "locked")).startsWith("run");
  }

  private String found(TicketChange change, Account by, TicketStatus status, String owner) {
    return happens(change, by, Verification.VERIFIED, "locked", status, Map.of("owner", owner));
  }

  @Test
  void a_ticket_that_is_closed_by_the_time_it_is_told_of_is_left_until_it_is_opened_again() {
    assertThat(found(TicketChange.CREATED, ADA, TicketStatus.RESOLVED, AGENT.toString()))
        .isEqualTo("left to the desk's people: it was closed");
    assertThat(found(TicketChange.COMMENTED, ADA, TicketStatus.RESOLVED, AGENT.toString()))
        .startsWith("left to the desk's people");
    assertThat(house.store.recent(TENANT, "run", 1)).isEmpty();

    found(TicketChange.STATUS_CHANGED, ADA, TicketStatus.OPEN, AGENT.toString());

    assertThat(found(TicketChange.COMMENTED, ADA, TicketStatus.OPEN, AGENT.toString()))
        .startsWith("run");
  }

  @Test
  void a_ticket_that_somebody_has_by_the_time_it_is_told_of_is_left_until_it_is_given_back() {
    assertThat(found(TicketChange.CREATED, ADA, TicketStatus.NEW, AGENT.toString()))
        .isEqualTo("left to the desk's people: somebody of the desk has it");
    goesTo(AGENT.toString());
    assertThat(house.store.recent(TENANT, "run", 1)).isEmpty();

    goesTo("");

    assertThat(commented(ADA, "locked")).startsWith("run");
  }

  @Test
  void what_happened_to_a_known_ticket_begins_nothing_once_somebody_has_it_or_has_closed_it() {
    opened("nothing that any trigger is for");

    assertThat(found(TicketChange.COMMENTED, ADA, TicketStatus.OPEN, AGENT.toString()))
        .isEqualTo("no trigger answers it");
    assertThat(found(TicketChange.COMMENTED, ADA, TicketStatus.RESOLVED, ""))
        .isEqualTo("no trigger answers it");

    var history = house.cases.history(house.cases.load(TENANT, TICKET).key());
    assertThat(house.cases.read(history.get(1)).toString())
        .contains("somebody of the desk has the ticket by now");
    assertThat(house.cases.read(history.get(2)).toString()).contains("the ticket is closed by now");
    assertThat(commented(ADA, "locked")).startsWith("run");
  }

  @Test
  void a_ticket_that_was_given_back_and_closed_before_either_was_told_stays_left() {
    String run = opened("agree");
    goesTo(AGENT.toString());

    found(TicketChange.ASSIGNED, AGENT, TicketStatus.RESOLVED, "");

    assertThat(run(run).phase()).isInstanceOf(Run.Phase.Paused.class);
    assertThat(standing()).isInstanceOf(Standing.Yielded.class);
  }

  @Test
  void a_creation_that_is_told_again_once_the_bot_has_resolved_the_ticket_closes_nothing() {
    opened("locked");

    assertThat(found(TicketChange.CREATED, ADA, TicketStatus.RESOLVED, ""))
        .isEqualTo("its creation was worked before");

    assertThat(standing()).isInstanceOf(Standing.Free.class);
  }

  /** What the desk does itself follows from what a person did. */
  private String movesByItself(TicketStatus status) {
    String delivery = "s-" + ++deliveries;
    house.reception.accept(
        new Inbound.TicketEvent(
            new Envelope(TENANT, DESK, ConversationId.ofTicket(TICKET), "rt/desk", delivery),
            TicketChange.STATUS_CHANGED,
            new Ticket(
                TICKET,
                new Personal("ada", "moved"),
                new Personal("ada", ""),
                status,
                Optional.of(ADA),
                Optional.empty(),
                Verification.VERIFIED)));
    house.settle();
    return house.store.outcome(TENANT, "rt/desk", delivery).orElseThrow();
  }

  @Test
  void what_the_desk_opens_again_by_itself_lets_the_bot_go_on_and_begins_nothing() {
    String run = opened("agree");
    becomes(TicketStatus.CLOSED);
    assertThat(commented(ADA, "locked")).startsWith("left to the desk's people: it was closed");

    assertThat(movesByItself(TicketStatus.OPEN)).isEqualTo("no trigger answers it");

    assertThat(standing()).isInstanceOf(Standing.Reopened.class);
    assertThat(run(run).phase()).isInstanceOf(Run.Phase.Paused.class);
    assertThat(commented(ADA, "locked")).startsWith("run");
  }

  @Test
  void a_closed_ticket_that_an_agents_reply_opens_again_is_left_to_the_agent() {
    becomes(TicketStatus.CLOSED);
    happens(
        TicketChange.COMMENTED,
        AGENT,
        Verification.VERIFIED,
        "x",
        TicketStatus.OPEN,
        Map.of(Inbound.Details.VISIBILITY, Inbound.Details.PUBLIC));

    movesByItself(TicketStatus.OPEN);

    assertThat(commented(ADA, "locked"))
        .isEqualTo("left to the desk's people: somebody of the desk wrote on it");
  }

  @Test
  void a_creation_that_is_told_under_two_ids_is_worked_once() {
    assertThat(opened("locked")).startsWith("run");
    assertThat(opened("locked")).isEqualTo("its creation was worked before");
  }

  @Test
  void a_run_that_no_policy_allows_is_not_begun_and_the_desk_reads_why() {
    assertThat(calls("{\"state\":\"up\"}")).isEqualTo("its filter does not hold");
    assertThat(calls("{\"state\":\"down\"}")).startsWith("refused: ");
    assertThat(calls("{}")).startsWith("its filter can't be evaluated");
    assertThat(house.store.recent(TENANT, "run", 1)).isEmpty();
  }

  @Test
  void what_every_trigger_made_of_an_event_is_kept() {
    opened("I am locked out");

    var history = house.cases.history(house.cases.load(TENANT, TICKET).key());

    assertThat(history).hasSize(1);
    assertThat(house.cases.read(history.getFirst()).toString())
        .contains("unlock", "it fits", "vpn", "its filter does not hold");
  }
}

package dev.deskhand.desks.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.message.Inbound.TicketEvent;
import dev.deskhand.bot.message.Outbound.TicketNote;
import dev.deskhand.bot.message.Outbound.TicketOpening;
import dev.deskhand.bot.message.Outbound.TicketTransition;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.bot.trigger.Attention;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.TicketCase;
import dev.deskhand.desks.Directory;
import dev.deskhand.desks.LocalServer;
import dev.deskhand.desks.RecordingReception;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.WebhookRoute;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both directions with a real Request Tracker, started for this test. */
final class RequestTrackerTest {
  private static final Secret SECRET = new Secret("a secret of this test, long enough");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
  private static final RecordingReception RECEPTION = new RecordingReception();

  /** What RT did itself, such as opening a ticket that somebody has answered. */
  private static final RecordingReception BY_ITSELF = new RecordingReception();

  /** Notes that are left while RT still waits for the answer to its webhook, by ticket subject. */
  private static final Map<String, DeliveryKey> AT_ONCE = new ConcurrentHashMap<>();

  private static final PracticeStock STOCK = new PracticeStock();
  private static RequestTracker tracker;
  private static RtDesk desk;

  /**
   * RT's times are whole seconds. What is older is of other tests, and takes calls all the same.
   */
  private final Instant began = CLOCK.instant().minusSeconds(1);

  @BeforeAll
  static void start() throws IOException {
    tracker = RequestTracker.makeOrSkip();
    OPEN.push(tracker);
    desk = desk("deskhand");
    RtWebhook webhook =
        new RtWebhook(
            Directory.belongings(tracker.account("erin"), "erin"),
            tracker.account("deskhand"),
            SECRET,
            CLOCK);
    LocalServer deskhand =
        new LocalServer(new WebhookRoute(webhook, RequestTrackerTest::accept)::addTo);
    OPEN.push(deskhand);
    tracker.start(deskhand.at("/hooks/rt"), SECRET);
  }

  private static RtDesk desk(String person) {
    return new RtDesk(
        Directory.belongings(tracker.account("erin"), "erin"),
        tracker.settingsOf(person),
        STOCK,
        CLOCK);
  }

  private static TicketOpening opening(String key, String whose) {
    return new TicketOpening(
        new DeliveryKey(key),
        RtDesk.NAME,
        new PersonId(whose),
        new Account("slack", "T1", "U1"),
        new Personal(whose, "The <beamer> is dark\nin room 7, \"since Monday\" ✓"),
        ConversationId.ofConsole(whose));
  }

  @Test
  void a_ticket_from_chat_is_the_requestors_own_and_is_found_again() {
    assertThat(desk.isOpen()).isTrue();
    assertThat(desk.find(opening("open-1", "erin"))).isEmpty();

    TicketRef ticket = desk.open(opening("open-1", "erin"));

    assertThat(desk.find(opening("open-1", "erin"))).contains(ticket);
    assertThat(desk.find(opening("open-2", "erin"))).isEmpty();
    String told = tracker.rest("erin", "GET", "/ticket/" + ticket.id(), "");
    assertThat(told).contains("The <beamer> is dark");
    assertThat(told).containsPattern("\"Requestor\" : \\[\\s*\\{[^]]*\"id\" : \"erin\"");
  }

  @Test
  void a_ticket_of_somebody_without_an_account_says_whose_it_is() {
    TicketRef ticket = desk.open(opening("open-3", "mia"));

    assertThat(desk.find(opening("open-3", "mia"))).contains(ticket);
    assertThat(tracker.rest("deskhand", "GET", "/ticket/" + ticket.id() + "/attachments", ""))
        .contains("attachment");
  }

  private static Reception.Acceptance accept(Inbound inbound) {
    if (inbound instanceof TicketEvent event) {
      Optional.ofNullable(AT_ONCE.remove(event.ticket().subject().value()))
          .ifPresent(key -> desk.add(note(event.ticket().ref(), key, Visibility.INTERNAL)));
    }
    boolean isByItself =
        inbound instanceof TicketEvent event && event.ticket().changedBy().isEmpty();
    return (isByItself ? BY_ITSELF : RECEPTION).accept(inbound);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable closeable : OPEN) {
      closeable.close();
    }
  }

  private static TicketNote note(TicketRef ticket, DeliveryKey key, Visibility visibility) {
    return new TicketNote(
        key, ticket, visibility, "Unlocked <erin> & checked.\n  - \"twice\"\nDone ✓");
  }

  private static TicketEvent opened(String subject) {
    tracker.rest(
        "erin",
        "POST",
        "/ticket",
        """
        {"Queue":"IT","Subject":"%s","Content":"Since this morning.","ContentType":"text/plain"}\
        """
            .formatted(subject));
    return RECEPTION.next();
  }

  private static void answer(String person, TicketRef ticket, String more) {
    tracker.rest(
        person,
        "POST",
        "/ticket/" + ticket.id() + "/correspond",
        "{\"Content\":\"It works now.\",\"ContentType\":\"text/plain\"" + more + "}");
  }

  private List<TicketEvent> everything() {
    RtFeed feed =
        new RtFeed(
            Directory.belongings(tracker.account("erin"), "erin"),
            tracker.settingsOf("deskhand"),
            CLOCK);
    List<TicketEvent> told = new ArrayList<>();
    feed.since(began, told::add);
    return told;
  }

  private TicketEvent asked(TicketEvent told) {
    return everything().stream()
        .filter(it -> it.envelope().deliveryId().equals(told.envelope().deliveryId()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_the_scrip_told_is_found_by_asking_under_the_same_number() {
    TicketEvent event = opened("Asked for: a ticket");

    TicketEvent asked = asked(event);

    assertThat(asked.envelope()).isEqualTo(event.envelope());
    assertThat(asked.change()).isEqualTo(event.change());
    assertThat(asked.ticket().verification()).isEqualTo(Verification.VERIFIED);
    assertThat(asked.ticket().subject()).isEqualTo(event.ticket().subject());
    assertThat(asked.ticket().requester()).isEqualTo(event.ticket().requester());
    assertThat(asked.ticket().description().value()).contains("Since this morning.");
    assertThat(asked.details()).isEqualTo(event.details());
  }

  @Test
  void a_ticket_that_an_agent_takes_is_told_with_its_owner() {
    TicketEvent event = opened("Taken: a ticket");
    tracker.rest("agent", "PUT", "/ticket/" + event.ticket().ref().id(), "{\"Owner\":\"agent\"}");

    TicketEvent taken = RECEPTION.next();

    assertThat(taken.change()).isEqualTo(TicketChange.ASSIGNED);
    assertThat(taken.details().fields())
        .containsEntry("owner", tracker.account("agent").toString())
        .containsEntry("queue", "IT");
    assertThat(valueOf(taken)).isEqualTo(tracker.account("agent").toString());
    assertThat(beforeOf(taken)).isEmpty();
    assertThat(asked(taken).details()).isEqualTo(taken.details());
    assertThat(opened("Taken once: a ticket").change()).isEqualTo(TicketChange.CREATED);
    assertThat(ofTicket(event.ticket().ref()))
        .extracting(TicketEvent::change)
        .containsExactly(TicketChange.CREATED, TicketChange.ASSIGNED);
  }

  private static String valueOf(TicketEvent event) {
    return event.details().now().orElseThrow().value().value();
  }

  private static String beforeOf(TicketEvent event) {
    return event.details().now().orElseThrow().before().orElseThrow().value();
  }

  /** What people did to it. */
  private List<TicketEvent> ofTicket(TicketRef ticket) {
    return everything().stream()
        .filter(it -> it.ticket().ref().equals(ticket))
        .filter(it -> it.ticket().changedBy().isPresent())
        .toList();
  }

  private static TicketEvent openedByItself(TicketRef ticket) {
    TicketEvent event = BY_ITSELF.next();
    return event.ticket().ref().equals(ticket) ? event : openedByItself(ticket);
  }

  @Test
  void a_closed_ticket_that_its_requesters_reply_opens_again_is_told_as_moved_by_rt_itself() {
    TicketRef ticket = opened("Closed and opened: a ticket").ticket().ref();
    tracker.rest("agent", "PUT", "/ticket/" + ticket.id(), "{\"Status\":\"resolved\"}");
    TicketEvent closed = RECEPTION.next();
    answer("erin", ticket, "");
    TicketEvent answered = RECEPTION.next();
    TicketEvent reopened = openedByItself(ticket);

    assertThat(List.of(beforeOf(closed), valueOf(closed))).containsExactly("new", "resolved");
    assertThat(answered.change()).isEqualTo(TicketChange.COMMENTED);
    assertThat(reopened.change()).isEqualTo(TicketChange.STATUS_CHANGED);
    assertThat(reopened.ticket().changedBy()).isEmpty();
    assertThat(List.of(beforeOf(reopened), valueOf(reopened))).containsExactly("resolved", "open");
    assertThat(asked(reopened).details()).isEqualTo(reopened.details());
    assertThat(asked(reopened).ticket().changedBy()).isEmpty();
    TicketCase known = TicketCase.NEW;
    for (TicketEvent event : List.of(closed, answered, reopened)) {
      TicketCase before = known;
      known = Attention.after(before, event).map(it -> before.apply(it, began)).orElse(before);
    }
    assertThat(known.reserve()).isEmpty();
  }

  private static TicketEvent written(String person, TicketRef ticket, String html) {
    tracker.rest(
        person,
        "POST",
        "/ticket/" + ticket.id() + "/correspond",
        "{\"Content\":\"" + html + "\",\"ContentType\":\"text/html\"}");
    return RECEPTION.next();
  }

  @Test
  void html_is_found_by_asking_as_people_read_it() {
    TicketRef ticket = opened("Written as HTML: a ticket").ticket().ref();

    TicketEvent told =
        written("erin", ticket, "<p>hello <b>world</b> &amp; more</p><p>second &uuml;</p>");

    assertThat(told.ticket().description().value().strip())
        .isEqualTo("hello world & more\n\nsecond ü");
    assertThat(asked(told).ticket().description().value())
        .isEqualTo("hello world & more\n\nsecond ü");
  }

  @Test
  void the_words_of_what_comes_with_a_file_are_found_by_asking() {
    TicketRef ticket = opened("With a file: a ticket").ticket().ref();

    answer(
        "erin",
        ticket,
        ",\"Attachments\":[{\"FileName\":\"a.txt\",\"FileType\":\"text/plain\","
            + "\"FileContent\":\"bm90IHRoaXM=\"}]");
    TicketEvent told = RECEPTION.next();

    assertThat(told.ticket().description().value()).contains("It works now.");
    assertThat(asked(told).ticket().description().value()).isEqualTo("It works now.");
    assertThat(asked(told).ticket().verification()).isEqualTo(Verification.VERIFIED);
  }

  @Test
  void a_reply_that_quotes_our_note_is_told_by_its_own_author() {
    TicketRef ticket = opened("Quoted: a ticket").ticket().ref();

    TicketEvent told =
        written("agent", ticket, "<p>I do it.</p><blockquote>Hm<!-- deskhand:0 --></blockquote>");

    assertThat(told.ticket().changedBy()).contains(tracker.account("agent"));
    assertThat(asked(told).ticket().changedBy()).contains(tracker.account("agent"));
    assertThat(asked(told).ticket().description().value()).isEqualTo("I do it.\n\n> Hm");
  }

  @Test
  void a_ticket_that_is_merged_into_another_is_told_as_merged_and_the_other_is_not() {
    TicketEvent kept = opened("Kept: a ticket");
    TicketEvent merged = opened("Merged: a ticket");
    String into = kept.ticket().ref().id();
    tracker.rest(
        "agent", "PUT", "/ticket/" + merged.ticket().ref().id(), "{\"MergeInto\":" + into + "}");

    TicketEvent told = RECEPTION.next();
    assertThat(told.change()).isEqualTo(TicketChange.MERGED);
    assertThat(told.ticket().ref()).isEqualTo(merged.ticket().ref());
    assertThat(told.ticket().changedBy()).contains(tracker.account("agent"));
    assertThat(asked(told).ticket().ref()).isEqualTo(merged.ticket().ref());
    assertThat(Attention.after(TicketCase.NEW, told))
        .contains(new CaseEvent.Closed("it was merged into another ticket"));
    assertThat(opened("After the merge: a ticket").change()).isEqualTo(TicketChange.CREATED);
  }

  @Test
  void the_last_of_several_approvals_is_told_as_the_approval_of_the_ticket() {
    TicketEvent event = opened("Approved: a ticket");
    String first = approvalOf(event.ticket().ref());
    String second = approvalOf(event.ticket().ref());
    tracker.rest("agent", "PUT", "/ticket/" + first, "{\"Status\":\"resolved\"}");
    tracker.rest("agent", "PUT", "/ticket/" + second, "{\"Status\":\"resolved\"}");

    TicketEvent approved = RECEPTION.next();

    assertThat(approved.change()).isEqualTo(TicketChange.APPROVED);
    assertThat(approved.ticket().ref()).isEqualTo(event.ticket().ref());
    assertThat(approved.ticket().changedBy()).contains(tracker.account("agent"));
    assertThat(approved.ticket().requester()).contains(tracker.account("erin"));
    assertThat(approved.ticket().verification()).isEqualTo(Verification.VERIFIED);
    TicketEvent asked = asked(approved);
    assertThat(asked.envelope()).isEqualTo(approved.envelope());
    assertThat(asked.change()).isEqualTo(TicketChange.APPROVED);
    assertThat(asked.ticket().verification()).isEqualTo(Verification.UNVERIFIED);
    assertThat(opened("After it: a ticket").change()).isEqualTo(TicketChange.CREATED);
  }

  @Test
  void an_approval_of_a_ticket_that_waits_for_another_is_not_found_by_asking() {
    TicketEvent event = opened("Half approved: a ticket");
    String first = approvalOf(event.ticket().ref());
    approvalOf(event.ticket().ref());
    tracker.rest("agent", "PUT", "/ticket/" + first, "{\"Status\":\"resolved\"}");

    assertThat(ofTicket(event.ticket().ref()))
        .extracting(TicketEvent::change)
        .containsExactly(TicketChange.CREATED);
  }

  @Test
  void a_ticket_that_one_approved_and_another_rejected_is_not_found_as_approved() {
    TicketEvent event = opened("Approved and rejected: a ticket");
    String first = approvalOf(event.ticket().ref());
    String second = approvalOf(event.ticket().ref());
    tracker.rest("agent", "PUT", "/ticket/" + first, "{\"Status\":\"resolved\"}");
    tracker.rest("agent", "PUT", "/ticket/" + second, "{\"Status\":\"rejected\"}");

    assertThat(ofTicket(event.ticket().ref()))
        .extracting(TicketEvent::change)
        .doesNotContain(TicketChange.APPROVED);
  }

  @Test
  void a_custom_field_that_changes_is_told_with_what_it_was_and_became() {
    TicketEvent event = opened("Tagged: a ticket");
    String path = "/ticket/" + event.ticket().ref().id();
    tracker.rest("agent", "PUT", path, "{\"CustomFields\":{\"Asset Tag\":\"A-17\"}}");
    TicketEvent set = RECEPTION.next();
    tracker.rest("agent", "PUT", path, "{\"CustomFields\":{\"Asset Tag\":\"A-18\"}}");
    TicketEvent changed = RECEPTION.next();

    assertThat(event.details().custom()).isEmpty();
    assertThat(set.change()).isEqualTo(TicketChange.FIELD_CHANGED);
    assertThat(set.details().field()).contains("asset tag");
    assertThat(set.details().now().orElseThrow().value().value()).isEqualTo("A-17");
    assertThat(changed.details().now().orElseThrow().before().orElseThrow().value())
        .isEqualTo("A-17");
    assertThat(changed.details().custom().orElseThrow())
        .hasEntrySatisfying("asset tag", it -> assertThat(it.value()).isEqualTo("A-18"));
    TicketEvent asked = asked(changed);
    assertThat(asked.details()).isEqualTo(changed.details());
    assertThat(asked.envelope()).isEqualTo(changed.envelope());
  }

  @Test
  void what_was_written_before_a_merge_is_told_of_the_ticket_it_was_written_on() {
    TicketEvent kept = opened("Kept too: a ticket");
    TicketEvent merged = opened("Written on: a ticket");
    answer("erin", merged.ticket().ref(), "");
    TicketEvent answered = RECEPTION.next();
    tracker.rest(
        "agent",
        "PUT",
        "/ticket/" + merged.ticket().ref().id(),
        "{\"MergeInto\":" + kept.ticket().ref().id() + "}");
    RECEPTION.next();

    TicketEvent asked = asked(answered);

    assertThat(asked.ticket().ref()).isEqualTo(merged.ticket().ref());
    assertThat(asked.envelope()).isEqualTo(answered.envelope());
    assertThat(asked.ticket().verification()).isEqualTo(Verification.UNVERIFIED);
  }

  @Test
  void a_ticket_that_an_approver_rejects_is_not_told_as_approved() {
    TicketEvent event = opened("Rejected: a ticket");
    String approval = approvalOf(event.ticket().ref());

    tracker.rest("agent", "PUT", "/ticket/" + approval, "{\"Status\":\"rejected\"}");

    assertThat(opened("After that: a ticket").change()).isEqualTo(TicketChange.CREATED);
  }

  private static String approvalOf(TicketRef ticket) {
    String made =
        tracker.rest(
            "agent",
            "POST",
            "/ticket",
            """
            {"Queue":"___Approvals","Type":"approval","Subject":"May they?","DependedOnBy":["%s"]}\
            """
                .formatted(ticket.id()));
    Matcher id = Pattern.compile("\"id\":\"?(\\d+)").matcher(made);
    assertThat(id.find()).as(made).isTrue();
    return id.group(1);
  }

  @Test
  void a_ticket_that_a_login_opened_arrives_verified() {
    TicketEvent event = opened("VPN says authentication failed");

    assertThat(event.change()).isEqualTo(TicketChange.CREATED);
    assertThat(event.ticket().requester()).contains(tracker.account("erin"));
    assertThat(event.ticket().changedBy()).contains(tracker.account("erin"));
    assertThat(event.ticket().verification()).isEqualTo(Verification.VERIFIED);
    assertThat(event.ticket().status()).isEqualTo(TicketStatus.NEW);
    assertThat(event.ticket().subject().value()).isEqualTo("VPN says authentication failed");
    assertThat(event.ticket().description().value()).contains("Since this morning.");
    assertThat(event.ticket().description().subject()).isEqualTo("erin");
    assertThat(event.envelope().conversation().toString())
        .isEqualTo("ticket/rt-" + event.ticket().ref().id());
  }

  @Test
  void a_ticket_born_from_mail_is_unverified_whatever_its_headers_say() throws IOException {
    tracker.mail(
        """
        From: erin@deskhand.test
        To: it@deskhand.test
        Subject: Unlock me, please
        X-RT-Interface: Web
        Message-ID: <forged@deskhand.test>

        It is really me.
        """);

    TicketEvent event = RECEPTION.next();

    assertThat(event.change()).isEqualTo(TicketChange.CREATED);
    assertThat(event.ticket().requester()).contains(tracker.account("erin"));
    assertThat(event.ticket().verification()).isEqualTo(Verification.UNVERIFIED);
    assertThat(asked(event).ticket().verification()).isEqualTo(Verification.UNVERIFIED);
  }

  @Test
  void an_answer_by_mail_on_a_verified_ticket_is_unverified() throws IOException {
    TicketRef ticket = opened("Answered by mail").ticket().ref();

    tracker.mail(
        """
        From: erin@deskhand.test
        To: it@deskhand.test
        Subject: Re: [deskhand.test #%s] Answered by mail
        Message-ID: <answer@deskhand.test>

        Yes, go on.
        """
            .formatted(ticket.id()));
    TicketEvent event = RECEPTION.next();

    assertThat(event.ticket().ref()).isEqualTo(ticket);
    assertThat(event.change()).isEqualTo(TicketChange.COMMENTED);
    assertThat(event.ticket().verification()).isEqualTo(Verification.UNVERIFIED);
  }

  @Test
  void an_answer_that_also_resolves_is_told_as_both() {
    TicketRef ticket = opened("Answered and resolved").ticket().ref();

    answer("agent", ticket, ",\"Status\":\"resolved\"");
    List<TicketEvent> events = List.of(RECEPTION.next(), RECEPTION.next());

    assertThat(events)
        .extracting(TicketEvent::change)
        .containsExactlyInAnyOrder(TicketChange.COMMENTED, TicketChange.STATUS_CHANGED);
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.ticket().ref()).isEqualTo(ticket);
              assertThat(event.ticket().status()).isEqualTo(TicketStatus.RESOLVED);
              assertThat(event.ticket().changedBy()).contains(tracker.account("agent"));
            });
  }

  @Test
  void our_notes_arrive_are_found_by_their_key_and_come_back_as_no_event() {
    TicketRef ticket = opened("Notes").ticket().ref();
    TicketNote internal = note(ticket, new DeliveryKey("internal-1"), Visibility.INTERNAL);
    TicketNote open = note(ticket, new DeliveryKey("public-1"), Visibility.PUBLIC);

    String internalReceipt = desk.add(internal);
    String openReceipt = desk.add(open);

    assertThat(desk.find(internal)).contains(internalReceipt);
    assertThat(desk.find(open)).contains(openReceipt);
    assertThat(desk.find(note(ticket, new DeliveryKey("another"), Visibility.PUBLIC))).isEmpty();
    assertThat(typeOf(internalReceipt)).isEqualTo("Comment");
    assertThat(typeOf(openReceipt)).isEqualTo("Correspond");
    answer("agent", ticket, "");
    TicketEvent next = RECEPTION.next();
    assertThat(next.ticket().changedBy()).contains(tracker.account("agent"));
  }

  private static String typeOf(String transaction) {
    String json = tracker.rest("deskhand", "GET", "/transaction/" + transaction, "");
    return json.replaceAll("(?s).*\"Type\"\\s*:\\s*\"(Comment|Correspond)\".*", "$1");
  }

  @Test
  void a_note_may_be_left_before_the_webhook_is_answered() {
    DeliveryKey key = new DeliveryKey("at-once");
    AT_ONCE.put("Called back at once", key);

    TicketRef ticket = opened("Called back at once").ticket().ref();

    assertThat(desk.find(note(ticket, key, Visibility.INTERNAL))).isPresent();
  }

  @Test
  void a_ticket_is_resolved_and_resolving_it_again_is_harmless() {
    TicketRef ticket = opened("To be resolved").ticket().ref();
    TicketTransition transition =
        new TicketTransition(new DeliveryKey("move-1"), ticket, TicketStatus.RESOLVED);

    desk.move(transition);
    desk.move(transition);

    assertThat(tracker.rest("deskhand", "GET", "/ticket/" + ticket.id(), ""))
        .containsPattern("\"Status\"\\s*:\\s*\"resolved\"");
  }

  @Test
  void a_refusal_that_rt_answers_with_200_is_noticed() {
    TicketRef ticket = opened("Not to be moved by erin").ticket().ref();
    tracker.rest(
        "agent", "PUT", "/ticket/" + ticket.id(), "{\"Requestor\":[\"erin@deskhand.test\"]}");
    RtDesk powerless = desk("erin");
    TicketTransition transition =
        new TicketTransition(new DeliveryKey("move-2"), ticket, TicketStatus.RESOLVED);

    assertThatThrownBy(() -> powerless.move(transition))
        .isInstanceOf(DeliveryFailedException.class)
        .hasMessageContaining("Permission Denied")
        .extracting(e -> ((DeliveryFailedException) e).remedy())
        .isEqualTo(DeliveryFailedException.Remedy.GIVE_UP);
  }

  @Test
  void a_wrong_token_is_given_up_with_what_to_do() {
    RtSettings wrong =
        new RtSettings(
            tracker.url(),
            tracker.account("deskhand"),
            new Secret("1-27-00000000000000000000000000000000"),
            Optional.empty());

    assertThatThrownBy(
            () ->
                new RtDesk(Directory.ofNobody(), wrong, STOCK, CLOCK)
                    .add(note(new TicketRef("rt", "1"), new DeliveryKey("k"), Visibility.PUBLIC)))
        .isInstanceOf(DeliveryFailedException.class)
        .hasMessageContaining("401")
        .hasMessageContaining("check the token in deskhand.yaml");
  }

  @Test
  void a_ticket_that_is_not_there_is_given_up() {
    TicketNote note =
        note(new TicketRef("rt", "4711"), new DeliveryKey("nowhere"), Visibility.INTERNAL);

    assertThatThrownBy(() -> desk.add(note))
        .isInstanceOf(DeliveryFailedException.class)
        .extracting(e -> ((DeliveryFailedException) e).remedy())
        .isEqualTo(DeliveryFailedException.Remedy.GIVE_UP);
  }

  @Test
  void people_find_the_ticket_by_its_url() {
    URI url = URI.create(desk.url(new TicketRef("rt", "1")));

    assertThat(url).isEqualTo(URI.create(tracker.url() + "/Ticket/Display.html?id=1"));
  }
}

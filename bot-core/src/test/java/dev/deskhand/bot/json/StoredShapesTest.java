package dev.deskhand.bot.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.hint.HintEvent;
import dev.deskhand.bot.intent.Explanation;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.content.PictureFile;
import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.OutboxRow;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.OneKey;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.WalkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is stored can be read for ever: the golden files are never changed, only added to. */
final class StoredShapesTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final PersonalVault VAULT = new PersonalVault(new OneKey());
  private static final InboundJson INBOUND = new InboundJson(VAULT);
  private static final OutboundJson OUTBOUND = new OutboundJson(VAULT);
  private static final ConversationEventJson EVENTS = new ConversationEventJson(VAULT);
  private static final HintEventJson HINTS = new HintEventJson(VAULT);

  private static final PersonId ADA = new PersonId("ada");
  private static final Account ACCOUNT = new Account("slack", "T1", "U1");
  private static final Personal WORDS = new Personal("ada", "VPN says \"no\" ü");
  private static final TicketRef TICKET = new TicketRef("rt", "42");
  private static final ConversationId PLACE = new ConversationId("slack", "T1:C1:17.0001");
  private static final Attachment FILE =
      new Attachment("a-output.txt", "text/plain", 5_000, "0".repeat(64), "/requests/r-1/files/0");
  private static final PictureFile PICTURE =
      new PictureFile("image/png", 9_000, "0".repeat(64), 640, 400);
  private static final GivenFile GIVEN =
      GivenFile.of("ada", "a.png", "image/png", 12, "slack", "T1:F1");
  private static final Intent INTENT = new Intent(Intent.Kind.TREE, "vpn", "The VPN");

  static List<Object> everyEvent() {
    return Stream.of(inbounds(), outbounds(), events(), added())
        .<Object>flatMap(List::stream)
        .toList();
  }

  private static List<Object> added() {
    return List.of(
        new Inbound.FormSubmission(
            new Envelope(TENANT, ACCOUNT, PLACE, "slack/T1", "view-V1"),
            ButtonAction.of("form", "r-1", "details"),
            Map.of("size", WORDS)),
        new Inbound.ChatMessage(
            new Envelope(TENANT, ACCOUNT, PLACE, "slack/T1", "Ev2"),
            WORDS,
            List.of(GivenFile.of("ada", "a.png", "image/png", 12, "slack", "T1:F1"))),
        new Outbound.TicketOpening(new DeliveryKey("in-2"), "rt", ADA, ACCOUNT, WORDS, PLACE),
        new ConversationEvent.TicketLinked(ADA, TICKET),
        new ConversationEvent.ConfirmationAsked(
            ADA,
            new RunbookId("fix"),
            Map.of("a", "1"),
            WORDS,
            Optional.empty(),
            "in-1",
            "d1",
            Instant.EPOCH),
        new ConversationEvent.InputAsked(
            ADA,
            new RunbookId("fix"),
            Map.of("a", "1"),
            "b",
            WORDS,
            Optional.empty(),
            Optional.of(new ConversationEvent.Offered(List.of("x"), Optional.empty())),
            Optional.of(ConversationEvent.Assent.EXPRESS)),
        new ConversationEvent.SentenceRead(
            ADA,
            WORDS,
            ConversationEvent.Came.UNSURE,
            List.of(new Explanation.Likely(INTENT, 0.5)),
            Map.of("host", WORDS),
            "e1"),
        new HintEvent.Missed("h-1", WORDS, HintEvent.Cause.UNSURE, List.of(INTENT)),
        new HintEvent.Meant("h-1", INTENT, HintEvent.How.PICKED),
        new HintEvent.Judged("h-1", ADA, HintEvent.Verdict.APPROVED),
        new Inbound.SlashCommand(
            new Envelope(TENANT, ACCOUNT, PLACE, "slack/T1", "ab", Optional.of(WORDS)), WORDS),
        new Outbound.ChannelPost(
            new DeliveryKey("in-3"),
            PLACE,
            new Outbound.Audience.Only(ACCOUNT),
            Message.text("psst"),
            Optional.empty(),
            Optional.of(WORDS)),
        new Outbound.ChannelPost(
            new DeliveryKey("in-4"),
            PLACE,
            new Outbound.Audience.Everyone(),
            Message.text("It failed.")
                .showing(
                    new Exhibit.Code("Why", "exit 1\n  ü"),
                    new Exhibit.Table("", List.of("Step", "Stands"), List.of(List.of("a", "")))),
            Optional.empty()),
        new Outbound.ChannelPost(
            new DeliveryKey("in-5"),
            PLACE,
            new Outbound.Audience.Everyone(),
            Message.text("It failed.").showing(new Exhibit.File(FILE)),
            Optional.empty()),
        new Outbound.TicketNote(
                new DeliveryKey("in-6"), TICKET, Outbound.Visibility.INTERNAL, "a note")
            .with(List.of(FILE)),
        new Outbound.ChannelPost(
            new DeliveryKey("in-7"),
            PLACE,
            new Outbound.Audience.Everyone(),
            Message.text("Look.").showing(new Exhibit.Picture("The \"menu\"", PICTURE)),
            Optional.empty()),
        new ConversationEvent.ChoiceOffered(
            ADA, List.of(INTENT), List.of(), WORDS, Optional.of("in-7")),
        new ConversationEvent.InputAsked(
            ADA,
            new RunbookId("fix"),
            Map.of("a", "1"),
            "b",
            WORDS,
            Optional.empty(),
            Optional.of(new ConversationEvent.Offered(List.of("x"), Optional.of("in-8"))),
            Optional.of(ConversationEvent.Assent.EXPRESS)),
        new Inbound.FormSubmission(
                new Envelope(TENANT, ACCOUNT, PLACE, "slack/T1", "view-V2"),
                ButtonAction.of("open-ticket"),
                Map.of("text", WORDS))
            .with(List.of(GIVEN)),
        new Inbound.TicketEvent(
            new Envelope(TENANT, ACCOUNT, PLACE, "rt/desk", "7"),
            Inbound.TicketChange.FIELD_CHANGED,
            ticket(),
            Optional.of(
                new Inbound.Details(
                    Map.of("queue", "IT"),
                    Optional.of("asset tag"),
                    Optional.of(Map.of("asset tag", WORDS)),
                    Optional.of(
                        new Inbound.NewValue(
                            WORDS, Optional.of(WORDS), Optional.of(Instant.EPOCH)))))),
        new Inbound.HookCall(
            new Envelope(TENANT, ACCOUNT, PLACE, "hook/alerts", "8"), "alerts", WORDS),
        new Outbound.TicketOpening(new DeliveryKey("in-9"), "rt", ADA, ACCOUNT, WORDS, PLACE)
            .with(List.of(GIVEN)),
        new Outbound.TicketFiles(
            new DeliveryKey("in-10"), TICKET, ADA, PLACE, Instant.EPOCH, List.of(GIVEN)),
        new ConversationEvent.TicketAsked(ADA, List.of(TICKET), WORDS, List.of(GIVEN), "in-11"),
        new Outbound.ChannelPost(
            new DeliveryKey("in-12"),
            PLACE,
            new Outbound.Audience.Everyone(),
            Message.text("Look at it."),
            Optional.empty(),
            Optional.empty(),
            Optional.of(TICKET)),
        new Outbound.Signpost(new DeliveryKey("in-13"), PLACE, WORDS));
  }

  private static Ticket ticket() {
    return new Ticket(
        TICKET,
        WORDS,
        WORDS,
        TicketStatus.OPEN,
        Optional.of(ACCOUNT),
        Optional.of(ACCOUNT),
        Ticket.Verification.VERIFIED);
  }

  private static List<Inbound> inbounds() {
    Envelope envelope = new Envelope(TENANT, ACCOUNT, PLACE, "slack/T1", "Ev1");
    Ticket whole =
        new Ticket(
            TICKET,
            WORDS,
            new Personal("ada", ""),
            TicketStatus.NEW,
            Optional.of(ACCOUNT),
            Optional.of(ACCOUNT),
            Ticket.Verification.VERIFIED);
    Ticket bare =
        new Ticket(
            TICKET,
            WORDS,
            WORDS,
            TicketStatus.CLOSED,
            Optional.empty(),
            Optional.empty(),
            Ticket.Verification.UNVERIFIED);
    return List.of(
        new Inbound.ChatMessage(envelope, WORDS),
        new Inbound.SlashCommand(envelope, WORDS),
        new Inbound.ButtonClick(
            envelope, ButtonAction.of("answer", "w-1", "start", "1", "yes"), "m"),
        new Inbound.ButtonClick(envelope, ButtonAction.of("help"), "m"),
        new Inbound.TicketEvent(envelope, Inbound.TicketChange.CREATED, whole),
        new Inbound.TicketEvent(envelope, Inbound.TicketChange.STATUS_CHANGED, bare));
  }

  private static List<Outbound> outbounds() {
    DeliveryKey key = new DeliveryKey("in-1");
    Message message =
        new Message(
            "Hello **you**\n`code`",
            List.of(new Message.Fact("a", "b")),
            List.of(
                new Message.Button(
                    "Yes", Message.Button.Style.PRIMARY, ButtonAction.of("approve", "r-1"))));
    return List.of(
        new Outbound.ChannelPost(
            key, PLACE, new Outbound.Audience.Everyone(), message, Optional.empty()),
        new Outbound.ChannelPost(
            key,
            PLACE,
            new Outbound.Audience.Only(ACCOUNT),
            Message.text("short"),
            Optional.of(new DeliveryKey("in-0"))),
        new Outbound.TicketNote(key, TICKET, Outbound.Visibility.INTERNAL, "a note"),
        new Outbound.TicketTransition(key, TICKET, TicketStatus.RESOLVED));
  }

  private static List<ConversationEvent> events() {
    return List.of(
        new ConversationEvent.Said(ADA, WORDS),
        new ConversationEvent.WalkBegun(new WalkId("w-1"), ADA, Optional.of(TICKET), WORDS),
        new ConversationEvent.WalkBegun(new WalkId("w-1"), ADA, Optional.empty(), WORDS),
        new ConversationEvent.RunBegun(new RunId("r-1"), ADA, WORDS),
        new ConversationEvent.ChoiceOffered(
            ADA, List.of(INTENT), List.of(new Slot("account", "bob")), WORDS, Optional.empty()),
        new ConversationEvent.InputAsked(ADA, new RunbookId("fix"), Map.of("a", "1"), "b", WORDS),
        new ConversationEvent.ChangesAsked(ADA, new RunId("r-1")),
        new ConversationEvent.QuestionSettled(ADA),
        new ConversationEvent.FieldAsked(
            ADA,
            new RunId("r-1"),
            StepRef.forward(new StepId("details")),
            "size",
            Map.of("a", "1")));
  }

  /** Every record of these sealed interfaces. */
  static List<Class<?>> types(Class<?>... families) {
    return Stream.of(families)
        .<Class<?>>flatMap(it -> Stream.of(it.getPermittedSubclasses()))
        .toList();
  }

  /** A line of which it does not matter how it was sealed. */
  static String unsealed(String line) {
    return line.replaceAll("\"p1:[^\"]*\"", "\"p1:…\"");
  }

  /** The stored form: type, version and body. */
  static String line(Object value) {
    return switch (value) {
      case Inbound inbound -> {
        Delivery it = INBOUND.write(inbound);
        yield it.type() + " " + it.version() + " " + it.body();
      }
      case Outbound outbound -> {
        OutboxRow it = OUTBOUND.write(TENANT, outbound);
        yield it.type() + " " + it.version() + " " + it.body();
      }
      case ConversationEvent event -> {
        Event it = EVENTS.write(TENANT, event);
        yield it.type() + " " + it.version() + " " + it.body();
      }
      case HintEvent event -> {
        Event it = HINTS.write(TENANT, event);
        yield it.type() + " " + it.version() + " " + it.body();
      }
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static Object read(Object like, String line) {
    String[] parts = line.split(" ", 3);
    return read(like, parts[0], Integer.parseInt(parts[1]), parts[2]);
  }

  private static Object read(Object like, String type, int version, String body) {
    return switch (like) {
      case Inbound _ -> INBOUND.read(new Delivery(TENANT, "s", "d", "l", type, version, body));
      case Outbound _ ->
          OUTBOUND.read(TENANT, new OutboxRow(new DeliveryKey("k"), "l", type, version, body));
      case ConversationEvent _ -> EVENTS.read(recorded(type, version, body));
      case HintEvent _ -> HINTS.read(recorded(type, version, body));
      default -> throw new IllegalArgumentException(like.toString());
    };
  }

  private static RecordedEvent recorded(String type, int version, String body) {
    return new RecordedEvent(
        new Position(1),
        new StreamKey(TENANT, new StreamId("conversation", "slack/1")),
        1,
        Instant.EPOCH,
        new Event(type, version, body));
  }

  private static List<String> golden() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/golden/bot-1.txt"));
  }

  @Test
  void everything_is_written_as_it_always_was() throws IOException {
    assertThat(
            everyEvent().stream()
                .map(StoredShapesTest::line)
                .map(StoredShapesTest::unsealed)
                .toList())
        .isEqualTo(golden().stream().map(StoredShapesTest::unsealed).toList());
  }

  @Test
  void every_type_that_is_stored_has_an_example() {
    assertThat(everyEvent())
        .extracting(Object::getClass)
        .containsAll(
            types(Inbound.class, Outbound.class, ConversationEvent.class, HintEvent.class));
  }

  @Test
  void everything_that_was_ever_written_can_be_read() throws IOException {
    List<Object> all = everyEvent();
    List<String> lines = golden();

    assertThat(lines).hasSameSizeAs(all);
    for (int i = 0; i < all.size(); i++) {
      assertThat(read(all.get(i), lines.get(i))).isEqualTo(all.get(i));
    }
  }

  @Test
  void what_people_wrote_is_sealed() {
    assertThat(Stream.concat(inbounds().stream(), events().stream()).map(StoredShapesTest::line))
        .noneMatch(line -> line.contains("VPN says"));
  }

  @Test
  void types_and_versions_of_a_later_release_say_to_upgrade() {
    for (Object like :
        List.of(inbounds().getFirst(), outbounds().getFirst(), events().getFirst())) {
      String type = line(like).split(" ", 2)[0];

      assertThatThrownBy(() -> read(like, "telepathy", 1, "{}")).hasMessageContaining("upgrade");
      assertThatThrownBy(() -> read(like, type, 2, "{}")).hasMessageContaining("upgrade");
    }
  }

  @Test
  void an_erased_persons_words_read_as_erased() {
    var keys = new dev.deskhand.journal.memory.InMemoryPersonalKeys();
    InboundJson json = new InboundJson(new PersonalVault(keys));
    Delivery stored = json.write(inbounds().getFirst());

    keys.destroy(TENANT, "ada");

    assertThat(((Inbound.ChatMessage) json.read(stored)).text().value()).isEqualTo(Personal.ERASED);
  }
}

package dev.deskhand.bot.work;

import dev.deskhand.bot.Accounts;
import dev.deskhand.bot.Bot;
import dev.deskhand.bot.BreakGlass;
import dev.deskhand.bot.Console;
import dev.deskhand.bot.Continuer;
import dev.deskhand.bot.Delegating;
import dev.deskhand.bot.Enactor;
import dev.deskhand.bot.EvidenceFiles;
import dev.deskhand.bot.Gate;
import dev.deskhand.bot.HookWork;
import dev.deskhand.bot.Library;
import dev.deskhand.bot.Offering;
import dev.deskhand.bot.Offers;
import dev.deskhand.bot.OpenWalks;
import dev.deskhand.bot.PastSentences;
import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Precedence;
import dev.deskhand.bot.Receiver;
import dev.deskhand.bot.Reloading;
import dev.deskhand.bot.ReviewWorker;
import dev.deskhand.bot.RunShelf;
import dev.deskhand.bot.RunSpeech;
import dev.deskhand.bot.RunStarter;
import dev.deskhand.bot.ScheduleWorker;
import dev.deskhand.bot.Stopping;
import dev.deskhand.bot.Teaching;
import dev.deskhand.bot.Textbook;
import dev.deskhand.bot.TicketAnswers;
import dev.deskhand.bot.TicketCounter;
import dev.deskhand.bot.TicketLinks;
import dev.deskhand.bot.TicketParties;
import dev.deskhand.bot.TicketWork;
import dev.deskhand.bot.Tokens;
import dev.deskhand.bot.TreeArchive;
import dev.deskhand.bot.TriggeredRuns;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.Visible;
import dev.deskhand.bot.WalkSpeech;
import dev.deskhand.bot.WalkWorker;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.file.TreePictures;
import dev.deskhand.bot.file.Uploads;
import dev.deskhand.bot.file.WalkFiles;
import dev.deskhand.bot.hint.HintStore;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.json.OutboundJson;
import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.bot.limit.StartLimits;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.name.DirectoryNames;
import dev.deskhand.bot.name.Names;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.plan.Planner;
import dev.deskhand.bot.plan.TicketPlanner;
import dev.deskhand.bot.plan.WalkAnswers;
import dev.deskhand.bot.resolution.Reporter;
import dev.deskhand.bot.resolution.Resolver;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.bot.trigger.TriggerDecider;
import dev.deskhand.bot.trigger.yaml.KnownContent;
import dev.deskhand.bot.trigger.yaml.TriggerReader;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputType;
import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Leases;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.contract.SettableClock;
import dev.deskhand.journal.memory.InMemoryPersonalKeys;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.journal.memory.WatchedJournal;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.AccountLinks;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Delegations;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.permissions.LinkedPeople;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Policies;
import dev.deskhand.permissions.PolicyFile;
import dev.deskhand.permissions.PolicyReader;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.permissions.StandIns;
import dev.deskhand.runbooks.Catalogue;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.runbooks.run.RunPlanner;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.RunWorker;
import dev.deskhand.runbooks.run.RunbookEngine;
import dev.deskhand.runbooks.run.StepPerformer;
import dev.deskhand.runbooks.run.Stops;
import dev.deskhand.runbooks.yaml.RunbookReader;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.WalkStore;
import dev.deskhand.trees.yaml.Known;
import dev.deskhand.trees.yaml.TreeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The whole bot on a store in memory, with the shipped tree, runbook and policies. It works either
 * step by step on the test's own thread ({@link #settle}) or as a {@link Replica}.
 */
final class House {
  static final TenantId TENANT = TenantId.DEFAULT;
  static final TicketRef TICKET = new TicketRef("rt", "42");
  private static final Path CATALOG = Path.of("..");
  private static final Map<String, Known.Runbook> RUNBOOKS =
      Map.of(
          "unlock-account", new Known.Runbook(Set.of(), Set.of("account")),
          "clear-vpn-session", new Known.Runbook(Set.of(), Set.of("account")),
          "restart-service", new Known.Runbook(Set.of("host", "service"), Set.of("reason")));

  /** How many bytes the files of one answer may have. */
  static final int FILE_LIMIT = 100;

  static final int MOST_AT_A_TIME = 8;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What the tree that asks for a file shows itself. */
  static final PictureFile EXAMPLE = new PictureFile("image/png", 9_000, "e".repeat(64), 640, 400);

  /** Asks for a file. */
  private static final String SHOWING =
      """
      tree: something-else
      title: Something else
      start: picture
      nodes:
        picture:
          ask: Can you show me?
          picture: {file: example.png, shows: Where the error stands}
          answer: file
          next: thanks
        thanks:
          end: escalated
          finding: They showed {{ answers.picture }}.
          say: Thank you.
      """;

  private static final List<String> DEVICES = List.of("laptop-7", "laptop-8", "laptop-9");

  /** What can be taken back, and a step that may fail afterwards. */
  private static final String MEND =
      """
      runbook: mend
      title: Mend an account
      risk: low
      steps:
        - id: first
          title: First
          action: ldap.unlock
          target: company-directory
          with: { account: ada }
          effect: idempotent
          timeout: 5s
          undo:
            action: ldap.unlock
            target: company-directory
            with: { account: ada }
        - id: second
          title: Second
          action: ldap.unlock
          target: company-directory
          with: { account: ada }
          effect: idempotent
          timeout: 5s
      tell:
        succeeded: Mended.
        failed: Not mended.
      """;

  private static final String COPY =
      """
      runbook: copy
      title: Copy
      risk: low
      inputs:
        account: { type: person, question: Whose? }
        copies: { type: integer, question: How many? }
      steps:
        - id: note
          title: Write it
          action: ldap.account-state
          target: company-directory
          with: { account: "{{ inputs.account }}" }
      tell: { succeeded: Copied., failed: Not copied. }
      """;

  private static final String MEND_POLICIES =
      """
      @id("staff-mend") @reason("Staff may mend.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"start", resource == Runbook::"mend");
      @id("mend-acts") @reason("Mending acts on directories.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"perform", resource is Target)
      when { context has runbook && context.runbook == "mend" };
      @id("triggers-agree") @reason("Triggers may agree.") @authority("automatic")
      permit (principal in Role::"ticket-triggers", action == Action::"start", resource == Runbook::"agree");
      @id("triggers-copy") @reason("Triggers may copy.") @authority("automatic")
      permit (principal in Role::"ticket-triggers", action == Action::"start", resource == Runbook::"copy");
      @id("triggers-act") @reason("What triggers agree to acts on directories.") @authority("automatic")
      permit (principal in Role::"ticket-triggers", action == Action::"perform", resource is Target)
      when { context has runbook && (context.runbook == "agree" || context.runbook == "copy") };
      @id("oncall-breaks-glass") @reason("On call may mend in an emergency.") @authority("automatic")
      permit (principal in Role::"oncall", action in [Action::"break-glass", Action::"start"], resource == Runbook::"mend")
      when { context has breakGlass };
      @id("interns-walk") @reason("Interns may be guided.") @authority("automatic")
      permit (principal in Role::"intern", action in [Action::"see", Action::"start"], resource is Tree);
      @id("oncall-acts") @reason("On call acts on directories.") @authority("automatic")
      permit (principal in Role::"oncall", action == Action::"perform", resource is Target)
      when { context has runbook && context.runbook == "mend" };
      @id("staff-show") @reason("Staff may show something.") @authority("automatic")
      permit (principal in Role::"staff", action in [Action::"see", Action::"start"], resource == Tree::"something-else");
      @id("muted") @reason("This trigger offers nothing.")
      forbid (principal in Role::"ticket-triggers", action == Action::"see", resource)
      when { context has trigger && context.trigger == "muted" };
      @id("oncall-reads") @reason("On call may read.") @authority("automatic")
      permit (principal in Role::"oncall", action == Action::"read-evidence", resource);
      """;

  /** Thirty steps, a minute each. */
  private static final String LENGTHY =
      """
      runbook: lengthy
      title: Take thirty steps
      risk: low
      steps:
      """
          + IntStream.rangeClosed(1, 30)
              .mapToObj("  - { id: s%1$d, title: Step %1$d, wait: { for: 1m } }\n"::formatted)
              .collect(Collectors.joining())
          + "tell: { succeeded: All are taken., failed: Not all are taken. }\n";

  private static final String MAY_TAKE_LONG =
      """
      @id("lengthy") @reason("Staff may take long.") @authority("automatic")
      permit (
        principal in Role::"staff",
        action in [Action::"see", Action::"start"],
        resource == Runbook::"lengthy"
      );
      """;

  private static final class Loaded {
    static final Policies POLICIES = policies();
    static final Calendars CALENDARS = Calm.calendars();
    static final Tree TREE =
        tree(text("decision-trees/catalog/vpn-not-connecting.tree.yaml")).orElseThrow();
    static final Tree SHOWING_TREE = tree(SHOWING).orElseThrow();
    static final List<Runbook> RUNBOOKS =
        Stream.concat(
                Stream.of(
                    runbook("unlock-account", text("runbooks/catalog/unlock-account.runbook.yaml")),
                    runbook("mend", MEND),
                    runbook("copy", COPY),
                    runbook("lengthy", LENGTHY)),
                Stream.of(Middle.RUNBOOKS, Calm.RUNBOOKS)
                    .flatMap(all -> all.entrySet().stream())
                    .map(entry -> runbook(entry.getKey(), entry.getValue())))
            .toList();
    static final List<Offer> OFFERS = Published.all(RUNBOOKS);
  }

  final Outside outside;
  final SettableClock clock;
  final InMemoryStore store;
  final InMemoryPersonalKeys keys;
  final PersonalVault vault;
  final RunStore runs;
  final WalkStore walks;
  final Names names;
  final DirectoryNames directory = new DirectoryNames(Set.of("room"));
  final ConversationStore conversations;
  final Reception reception;
  private final Precedence precedence =
      new Precedence(MOST_AT_A_TIME, Duration.ZERO, PATIENCE, PATIENCE);
  private final Journal journal;
  final CaseStore cases;
  private final AccountLinks links;
  final IdentityDirectory people;
  private final Delegations delegations;
  private final TriggerDecider triggers;
  private final Ground ground;
  private final Replica.Crew crew;
  private final Console console;
  final Resolver resolver;

  private record Built(Replica.Crew crew, Console console, Resolver resolver) {}

  House() {
    this(List.of());
  }

  /** What outlives a process. */
  private record Ground(
      Outside outside,
      SettableClock clock,
      InMemoryStore store,
      InMemoryPersonalKeys keys,
      Allowances allowances) {
    static Ground fresh(Allowances allowances) {
      SettableClock clock = new SettableClock();
      return new Ground(
          new Outside(), clock, new InMemoryStore(clock), new InMemoryPersonalKeys(), allowances);
    }
  }

  /** Where people may ask for so much. */
  static House with(Allowances allowances) {
    return new House(Ground.fresh(allowances), Death.never(), List.of());
  }

  /** Where sentences are understood in another way. */
  static House understandingBy(IntentParser parser) {
    return new House(Ground.fresh(Allowances.DEFAULT), Death.never(), List.of(), parser);
  }

  /** With triggers, each a file's text. */
  House(List<String> triggers) {
    this(
        Ground.fresh(Allowances.DEFAULT),
        Death.never(),
        triggers.stream().map(House::trigger).toList());
  }

  /** Another process over the same database and in the same world. */
  House again(Death death) {
    return new House(ground, death, triggers.triggers());
  }

  /** Another process over the same database, with other triggers. */
  House againWith(List<String> others) {
    return new House(ground, Death.never(), others.stream().map(House::trigger).toList());
  }

  private House(Ground ground, Death death, List<Trigger> triggers) {
    this(ground, death, triggers, new Sentences());
  }

  private House(Ground ground, Death death, List<Trigger> triggers, IntentParser parser) {
    this.ground = ground;
    this.outside = ground.outside();
    this.clock = ground.clock();
    this.store = ground.store();
    this.keys = ground.keys();
    this.journal = new WatchedJournal(store, death);
    this.links = new AccountLinks(journal, clock);
    this.delegations = new Delegations(journal, clock);
    this.people = new StandIns(new LinkedPeople(people(), links), delegations, clock);
    this.vault = new PersonalVault(keys);
    this.runs = new RunStore(journal);
    this.walks = new WalkStore(journal, vault);
    this.conversations = new ConversationStore(journal, vault);
    this.triggers = new TriggerDecider(triggers);
    this.cases = new CaseStore(journal, vault);
    this.reception = new Receiver(store, new InboundJson(vault), precedence);
    outside.under(death);
    this.names =
        new Names(
            TENANT, people, List.of("company-directory"), Map.of("device", DEVICES), directory);
    Built built = built(parser);
    this.crew = built.crew();
    this.console = built.console();
    this.resolver = built.resolver();
  }

  private Built built(IntentParser parser) {
    TreeArchive archive = new TreeArchive(store, House::tree);
    Library library =
        new Library(
            new Catalogue(Loaded.RUNBOOKS, Loaded.CALENDARS),
            List.of(Loaded.TREE, Loaded.SHOWING_TREE),
            archive);
    archive.keep(TENANT, library.trees());
    Authorizer authorizer = new Authorizer(Loaded.POLICIES, people, clock);
    Gate gate = new Gate(authorizer, people, clock);
    Targets targets = new Targets(List.of(new Target("company-directory", "ldap", Map.of())));
    StepPerformer performer =
        new StepPerformer(new Actions(outside.actions()), reference -> reference);
    RunbookEngine engine = new RunbookEngine(runs, performer, clock);
    Posts posts = new Posts(vault);
    Venues venues = new Venues(List.of(outside.channel()), people);
    Visible visible =
        new Visible(
            library,
            gate,
            authorizer,
            new Offers(
                Loaded.OFFERS,
                library,
                new Offers.Judges(
                    gate,
                    authorizer,
                    new RunPlanner(targets, id -> library.runbooks().find(id)),
                    people,
                    seal(),
                    URI.create("https://desk.example")),
                clock),
            new TreePictures(walks),
            new PastSentences(
                journal, vault, gate, new PastSentences.Known(parser, ContentVersion.of(""))));
    RunStarter starter =
        new RunStarter(
            library,
            new RunPlanner(targets, id -> library.runbooks().find(id)),
            engine,
            gate,
            new StartLimits(journal, ground.allowances()),
            clock);
    RunSpeech speech = new RunSpeech(runs, engine, gate, venues);
    OpenWalks openWalks = new OpenWalks(walks, conversations, venues, library);
    Planner planner = new Planner(parser, ContentVersion.of(""));
    Continuer continuer =
        new Continuer(new WalkSpeech(walks, openWalks, library, posts), runs, speech, posts);
    TriggeredRuns triggered = new TriggeredRuns(starter, runs, engine);
    Enactor.Controls controls =
        new Enactor.Controls(
            new Stopping(
                store,
                runs,
                gate,
                new Stopping.Known(library, targets),
                new Stopping.Telling(venues, posts),
                clock),
            new Accounts(
                new Accounts.Proofs(links, new LinkCodes(journal, clock)),
                people,
                gate,
                venues,
                posts,
                clock),
            new Tokens(new ApiTokens(journal, clock), people, gate, clock),
            new Delegating(
                delegations,
                people,
                gate,
                new Delegating.Telling(new RunShelf(runs, gate), venues, posts),
                clock),
            new BreakGlass(journal, gate, venues, posts, BreakGlass.Terms.USUAL, clock),
            new Reloading(() -> new Reloading.Outcome.Same(ContentVersion.of("")), gate, clock),
            new Teaching(new HintStore(journal, vault), Textbook.CLOSED, people, gate, clock));
    Enactor enactor =
        new Enactor(
            conversations,
            library,
            gate,
            posts,
            names,
            new Enactor.Engines(
                walks,
                starter,
                triggered,
                continuer,
                new RunShelf(runs, gate),
                controls,
                visible,
                new TicketCounter(posts, cases, venues, Optional.of(outside.desk().name()))));
    Bot bot =
        new Bot(
            journal,
            new InboundJson(vault),
            people,
            new Bot.Understanding(
                planner, conversations, openWalks, new RequestMeter(ground.allowances())),
            new Bot.Machines(
                new TicketWork(
                    new TicketParties(people, venues),
                    new TicketWork.Planners(
                        triggers,
                        new TicketAnswers(new WalkAnswers(parser), openWalks),
                        new TicketPlanner(parser)),
                    conversations,
                    cases,
                    enactor,
                    clock),
                new HookWork(triggers, people, cases, triggered, clock)),
            enactor);
    ScheduleWorker schedules =
        new ScheduleWorker(
            triggers, new ScheduleStore(journal, vault), runs, triggered, people, clock);
    ReviewWorker reviews = new ReviewWorker(journal, visible.offers(), venues, posts, clock);
    WalkWorker walkWorker =
        new WalkWorker(
            journal,
            walks,
            library,
            posts,
            new WalkWorker.Helpers(
                people,
                gate,
                targets,
                engine,
                starter,
                new Offering(library, gate, targets),
                new WalkFiles(List.of(outside.files(), uploads()), vault, FILE_LIMIT, clock)),
            clock);
    RunWorker runWorker =
        new RunWorker(
            runs,
            new RunAccess(authorizer, people),
            performer,
            () -> Loaded.CALENDARS,
            clock,
            new Stops(store, store));
    Resolver resolver = new Resolver(walks, runs, conversations, archive);
    Reporter reporter =
        new Reporter(
            journal,
            new Reporter.Sources(runs, walks, conversations, store, resolver),
            venues,
            posts,
            clock);
    Courier courier =
        new Courier(
            store,
            new OutboundJson(vault),
            List.of(outside.channel()),
            List.of(outside.desk()),
            new TicketLinks(
                journal,
                conversations,
                cases,
                posts,
                new WalkFiles(List.of(outside.files(), uploads()), vault, FILE_LIMIT, clock),
                clock),
            clock);
    Console console =
        new Console(
            journal,
            new Console.Parts(
                runs,
                starter,
                speech,
                new RunShelf(runs, gate),
                controls,
                visible,
                performer.outputs(),
                venues),
            clock);
    return new Built(
        new Replica.Crew(
            () -> bot,
            List.of(runWorker, walkWorker, schedules, reviews),
            reporter,
            courier,
            precedence),
        console,
        resolver);
  }

  /** A seal with a key that everybody knows. */
  OfferSeal seal() {
    return new OfferSeal(
        TENANT, text -> Sha256.hex("key|" + text).getBytes(StandardCharsets.UTF_8), clock);
  }

  Replica replica(String name) {
    return new Replica(name, new Ports(journal, store, store, store, store, store), crew, clock);
  }

  /** One that works streams of one kind alone. */
  Replica replica(String name, StreamWorker worker) {
    return replica(name, worker, store);
  }

  /** The same, with leases that somebody watches. */
  Replica replica(String name, StreamWorker worker, Leases leases) {
    Replica.Crew own =
        new Replica.Crew(
            crew.bot(), List.of(worker), crew.reporter(), crew.courier(), crew.precedence());
    return new Replica(name, new Ports(journal, store, store, leases, store, store), own, clock);
  }

  // --- What people do ----------------------------------------------------------------------------

  void says(String person, String delivery, String text) {
    accept(new Inbound.ChatMessage(envelope(person, delivery), new Personal(person, text)));
  }

  void commands(String person, String delivery, String text) {
    accept(new Inbound.SlashCommand(envelope(person, delivery), new Personal(person, text)));
  }

  /** The same, typed elsewhere than in the person's own conversation, in which it goes on. */
  void commandsElsewhere(String person, String delivery, String text, String answerBy) {
    accept(
        new Inbound.SlashCommand(
            answeredBy(person, delivery, answerBy), new Personal(person, text)));
  }

  private Envelope answeredBy(String person, String delivery, String answerBy) {
    Envelope own = envelope(person, delivery);
    return new Envelope(
        own.tenant(),
        own.sender(),
        own.conversation(),
        own.source(),
        own.deliveryId(),
        Optional.of(new Personal(person, answerBy)));
  }

  /** The same where others read along. */
  void commandsIn(String place, String person, String delivery, String text) {
    Envelope direct = envelope(person, delivery);
    accept(
        new Inbound.SlashCommand(
            new Envelope(
                direct.tenant(),
                direct.sender(),
                new ConversationId(direct.conversation().channel(), place),
                direct.source(),
                direct.deliveryId()),
            new Personal(person, text)));
  }

  /** Presses the button with this label on the newest message that has it. */
  void presses(String person, String delivery, String label) {
    ButtonAction action =
        outside.posts().reversed().stream()
            .filter(it -> it.conversation().place().equals(person))
            .flatMap(it -> it.message().buttons().stream())
            .filter(it -> it.label().equals(label))
            .map(Message.Button::action)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no button '" + label + "' for " + person));
    clicks(person, delivery, action);
  }

  void clicks(String person, String delivery, ButtonAction action) {
    accept(new Inbound.ButtonClick(envelope(person, delivery), action, "m-1"));
  }

  /** The same, where what answers the press may take the place of what was pressed. */
  void clicks(String person, String delivery, ButtonAction action, String answerBy) {
    accept(new Inbound.ButtonClick(answeredBy(person, delivery, answerBy), action, "m-1"));
  }

  void fills(String person, String delivery, ButtonAction action, Map<String, String> said) {
    Map<String, Personal> given = new TreeMap<>();
    said.forEach((name, text) -> given.put(name, new Personal("unknown:" + person, text)));
    accept(new Inbound.FormSubmission(envelope(person, delivery), action, given));
  }

  /** Sends files, with words beside them or without. */
  void sends(String person, String delivery, String text, GivenFile... files) {
    accept(
        new Inbound.ChatMessage(
            envelope(person, delivery), new Personal(person, text), List.of(files)));
  }

  /** The files that come by the chat page. */
  Uploads uploads() {
    return new Uploads(TENANT, journal, vault, FILE_LIMIT);
  }

  /** The files of walks, for whoever may read them. */
  EvidenceFiles evidence() {
    return new EvidenceFiles(
        journal,
        vault,
        walks,
        new CaseStore(journal, vault),
        new Gate(new Authorizer(Loaded.POLICIES, people, clock), people, clock));
  }

  /** Says something in another conversation than the person's own. */
  void saysIn(String place, String person, String delivery, String text) {
    Envelope own = envelope(person, delivery);
    accept(
        new Inbound.ChatMessage(
            new Envelope(
                TENANT, own.sender(), new ConversationId("web", place), own.source(), delivery),
            new Personal(person, text)));
  }

  void files(String delivery, Ticket.Verification verification, String subject) {
    tells(delivery, Inbound.TicketChange.CREATED, verification, subject, "");
  }

  /** The requester writes on the ticket. */
  void comments(String delivery, Ticket.Verification verification, String text) {
    tells(delivery, Inbound.TicketChange.COMMENTED, verification, "", text);
  }

  private void tells(
      String delivery,
      Inbound.TicketChange change,
      Ticket.Verification verification,
      String subject,
      String text) {
    Account sender = new Account("rt", "desk", "17");
    ConversationId lane = new ConversationId("rt", "ticket:" + TICKET.id());
    Ticket ticket =
        new Ticket(
            TICKET,
            new Personal("ada", subject),
            new Personal("ada", text),
            TicketStatus.NEW,
            Optional.of(sender),
            Optional.of(sender),
            verification);
    accept(
        new Inbound.TicketEvent(
            new Envelope(TENANT, sender, lane, "rt/desk", delivery), change, ticket));
  }

  private void accept(Inbound inbound) {
    reception.accept(inbound);
  }

  static Envelope envelope(String person, String delivery) {
    return new Envelope(
        TENANT,
        new Account("web", "office", person),
        new ConversationId("web", person),
        "web/office",
        delivery);
  }

  // --- Step by step ------------------------------------------------------------------------------

  /** Does everything that can be done now, on this thread. */
  void settle() {
    List<Lease> leases = leases();
    boolean busy = true;
    for (int round = 0; busy; round++) {
      if (round > 500) {
        throw new AssertionError("it never comes to rest");
      }
      crew.reporter().catchUp(leases.get(0));
      boolean received = workInbox(leases);
      boolean worked = workStreams(leases);
      busy = deliver(leases) || worked || received;
    }
  }

  /** Lets time pass and does what falls due. */
  void pass(Duration duration) {
    clock.advance(duration);
    store.fireDue(clock.instant());
    List<Lease> leases = leases();
    Stream.of("schedule", "offers", "walk", "run")
        .flatMap(kind -> store.recent(TENANT, kind, 100).stream())
        .forEach(key -> work(key, leases));
    settle();
  }

  private List<Lease> leases() {
    return store.hold("by-hand", Duration.ofDays(3_000));
  }

  private boolean workInbox(List<Lease> leases) {
    boolean any = false;
    for (int partition = 0; partition < StreamKey.PARTITIONS; partition++) {
      for (InboxRow row : store.pending(partition, 100)) {
        crew.bot().get().handle(row, leases.get(partition));
        any = true;
      }
    }
    return any;
  }

  private boolean workStreams(List<Lease> leases) {
    List<StreamKey> live = store.live(StreamKey.ALL_PARTITIONS);
    live.forEach(key -> work(key, leases));
    return !live.isEmpty();
  }

  private void work(StreamKey key, List<Lease> leases) {
    for (StreamWorker worker : crew.workers()) {
      if (worker.kind().equals(key.stream().kind())) {
        worker.work(key, leases.get(key.partition()));
      }
    }
  }

  private boolean deliver(List<Lease> leases) {
    boolean any = false;
    for (int partition = 0; partition < StreamKey.PARTITIONS; partition++) {
      for (PendingDelivery due : store.due(partition, clock.instant(), 100)) {
        crew.courier().deliver(due, leases.get(partition));
        any = true;
      }
    }
    return any;
  }

  Console console() {
    return console;
  }

  Principal principal(String person) {
    return people.principal(TENANT, new PersonId(person)).orElseThrow();
  }

  /** Every event and audit entry, and what the inbox still holds. */
  String everythingStored() {
    return store.tail(Position.START, 10_000).stream()
            .map(it -> it.event().body() + it.key())
            .collect(Collectors.joining())
        + store.audit(TENANT, 0, 10_000);
  }

  /** Begins to count for schedules, as every start does. */
  void enrol() {
    for (StreamWorker worker : crew.workers()) {
      if (worker instanceof ScheduleWorker schedules) {
        schedules.enrol(TENANT);
      } else if (worker instanceof ReviewWorker reviews) {
        reviews.enrol(TENANT);
      }
    }
  }

  Courier courier() {
    return crew.courier();
  }

  // --- What is on the shelf ----------------------------------------------------------------------

  private static List<InputDeclaration> inputs(String... names) {
    return Stream.of(names)
        .map(
            name ->
                new InputDeclaration(
                    name,
                    new InputType.Text(Optional.empty()),
                    "Which?",
                    new InputDeclaration.Presence.Default("none")))
        .toList();
  }

  private static Trigger trigger(String text) {
    Problems problems = new Problems();
    KnownContent known =
        new KnownContent(
            Map.of(
                "unlock-account",
                inputs("account"),
                "mend",
                List.of(),
                "calm",
                List.of(),
                "agree",
                inputs("account"),
                "copy",
                inputs("account", "copies")),
            Set.of("vpn-not-connecting"),
            Loaded.OFFERS.stream()
                .collect(Collectors.toMap(it -> it.name().value(), Function.identity())),
            Set.of(TicketParties.SERVICE.value()),
            Set.of("rt"));
    String name = text.lines().findFirst().orElseThrow().replace("trigger: ", "");
    Optional<Trigger> read = new TriggerReader(known).read(name + ".trigger.yaml", text, problems);
    problems.throwIfAny();
    return read.orElseThrow();
  }

  private static People people() {
    return new People(
        TENANT,
        List.of(
            person("ada", "Ada Adler", List.of(new Account("rt", "desk", "17")), "staff"),
            person("cleo", "Cleo Cole", List.of(new Account("web", "office", "U0CLEO")), "staff"),
            person("sam", "Sam Stone", List.of(), "staff", "it-support"),
            person("bob", "Bob Berg", List.of(), "staff", "approver"),
            person("dora", "Dora Dahl", List.of(), "staff", "approver"),
            person("iris", "Iris Imhof", List.of(), "staff", "security"),
            person("otto", "Otto Oster", List.of(), "oncall"),
            person("sol", "Sol Sand", List.of(), "staff", "security"),
            person("nia", "Nia Nord", List.of(), "intern"),
            reading("jan", "de-CH"),
            reading("lea", "fr"),
            new People.Member(
                new Principal(
                    TENANT,
                    TicketParties.SERVICE,
                    "Desk triggers",
                    Set.of(new Role("ticket-triggers")),
                    new Principal.Kind.Service(new PersonId("sam"))),
                List.of())));
  }

  private static People.Member person(String id, String name, List<Account> more, String... roles) {
    List<Account> accounts =
        Stream.concat(Stream.of(new Account("web", "office", id)), more.stream()).toList();
    return new People.Member(
        new Principal(
            TENANT,
            new PersonId(id),
            name,
            Set.copyOf(Stream.of(roles).map(Role::new).toList()),
            new Principal.Kind.Human()),
        accounts);
  }

  /** Somebody of the staff who reads another language. */
  private static People.Member reading(String id, String language) {
    return new People.Member(
        new Principal(
            TENANT,
            new PersonId(id),
            id,
            Set.of(new Role("staff")),
            new Principal.Kind.Human(),
            Map.of("language", language),
            List.of(),
            Optional.empty()),
        List.of(new Account("web", "office", id)));
  }

  private static Policies policies() {
    Problems problems = new Problems();
    try (Stream<Path> files = Files.list(CATALOG.resolve("permissions/catalog"))) {
      List<PolicyFile> policies =
          Stream.concat(
                  files
                      .filter(it -> it.toString().endsWith(".cedar"))
                      .sorted()
                      .map(it -> new PolicyFile(it.toString(), read(it))),
                  Stream.of(
                      new PolicyFile("mend", MEND_POLICIES),
                      new PolicyFile("middle", Middle.POLICIES),
                      new PolicyFile("calm", Calm.POLICIES),
                      new PolicyFile("lengthy", MAY_TAKE_LONG)))
              .toList();
      PolicyFile schema =
          new PolicyFile("schema", text("permissions/catalog/deskhand.cedarschema"));
      return PolicyReader.read(schema, policies, problems)
          .orElseThrow(() -> new AssertionError(problems.all()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Tree> tree(String text) {
    Problems problems = new Problems();
    String name = text.lines().filter(line -> line.startsWith("tree: ")).findFirst().orElseThrow();
    name = name.substring("tree: ".length());
    Map<String, Known.Action> actions =
        Map.of(
            "ldap.account-state",
            new Known.Action(
                Known.Effect.READ_ONLY,
                Set.of("account"),
                Set.of("expect"),
                Set.of("found", "locked")),
            "http.get",
            new Known.Action(
                Known.Effect.READ_ONLY, Set.of("path"), Set.of("query"), Set.of("status")));
    Optional<Tree> tree =
        TreeReader.read(
            name + ".tree.yaml",
            text,
            new Known(actions, RUNBOOKS, Set.of())
                .with(Map.of("example.png", new PictureReading.Proven(EXAMPLE))),
            problems);
    problems.throwIfAny();
    return tree;
  }

  private static Runbook runbook(String id, String text) {
    Problems problems = new Problems();
    Optional<Runbook> runbook =
        new RunbookReader(
                new Actions(new Outside().actions()).signatures(), Loaded.CALENDARS.names())
            .read(id + RunbookReader.ENDING, text, problems);
    problems.throwIfAny();
    return runbook.orElseThrow();
  }

  private static String text(String file) {
    return read(CATALOG.resolve(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

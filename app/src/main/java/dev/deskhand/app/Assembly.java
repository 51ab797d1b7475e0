package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.Accounts;
import dev.deskhand.bot.Bot;
import dev.deskhand.bot.BreakGlass;
import dev.deskhand.bot.Console;
import dev.deskhand.bot.Continuer;
import dev.deskhand.bot.Delegating;
import dev.deskhand.bot.Enactor;
import dev.deskhand.bot.Gate;
import dev.deskhand.bot.HookWork;
import dev.deskhand.bot.Library;
import dev.deskhand.bot.Offers;
import dev.deskhand.bot.OpenDesk;
import dev.deskhand.bot.OpenWalks;
import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Receiver;
import dev.deskhand.bot.ReviewWorker;
import dev.deskhand.bot.RunShelf;
import dev.deskhand.bot.RunSpeech;
import dev.deskhand.bot.RunStarter;
import dev.deskhand.bot.ScheduleWorker;
import dev.deskhand.bot.Stopping;
import dev.deskhand.bot.TicketParties;
import dev.deskhand.bot.TicketWork;
import dev.deskhand.bot.Tokens;
import dev.deskhand.bot.TriggeredRuns;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.Visible;
import dev.deskhand.bot.WalkWorker;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.intent.LoadingIntentParser;
import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.json.OutboundJson;
import dev.deskhand.bot.limit.StartLimits;
import dev.deskhand.bot.plan.Planner;
import dev.deskhand.bot.plan.TicketPlanner;
import dev.deskhand.bot.resolution.Reporter;
import dev.deskhand.bot.resolution.Resolver;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.trigger.TriggerDecider;
import dev.deskhand.bot.work.Courier;
import dev.deskhand.bot.work.PollWorker;
import dev.deskhand.bot.work.Ports;
import dev.deskhand.bot.work.Replica;
import dev.deskhand.content.InputType;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.AccountLinks;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Delegations;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.runbooks.Catalogue;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.Redactor;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.runbooks.run.RunPlanner;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.RunWorker;
import dev.deskhand.runbooks.run.RunbookEngine;
import dev.deskhand.runbooks.run.StepPerformer;
import dev.deskhand.storage.Stores;
import dev.deskhand.trees.WalkStore;
import dev.deskhand.trees.yaml.TreeReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** How the house is put together. Reads like a table of contents, from the ground floor up. */
final class Assembly {
  private final Settings settings;
  private final Redactor secrets;
  private final Language language;
  private final InstantSource clock;
  private final TenantId tenant = TenantId.DEFAULT;

  Assembly(Settings settings, Redactor secrets, Language language, InstantSource clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.language = language;
    this.clock = clock;
  }

  /**
   * Opens the doors over an open database. What comes in waits in the inbox until there is somebody
   * to work it.
   */
  Front front(Stores stores, IdentityDirectory people, Optional<GroupsWorker> groups) {
    PersonalVault vault = new PersonalVault(stores.personalKeys());
    Receiver reception = new Receiver(stores.inbox(), new InboundJson(vault));
    Doors doors =
        new Doors(
            settings, secrets, clock, people, new Doors.Ground(stores.journal(), vault, reception));
    return Front.open(stores, vault, doors, groups, settings.listen());
  }

  /** Begins to work behind open doors; sentences wait until the language models are there. */
  Deskhand open(Front front, IdentityDirectory people, Means means, Content content) {
    LoadingIntentParser parser = new LoadingIntentParser(() -> language.parser(content.intents()));
    Works works = works(front, people, means, content, parser);
    front.doors().openTo(content.triggers());
    works.replica().start();
    front.workedBy(parser, works.console());
    front.doors().staffedBy(new OpenDesk(tenant, people, works.console().portal()));
    front.doors().announceAgain();
    AuditKeeping keeping = AuditKeeping.start(settings, secrets, front.stores(), clock);
    return new Deskhand(
        new Deskhand.Parts(front, works.replica(), parser, keeping, settings.baseUrl()));
  }

  /** One step may hear another's secret, so that all are known before the first begins. */
  private Stream<String> secretsThatStepsMayNeed(Content content) {
    return Stream.concat(
        settings.targets().stream().flatMap(target -> target.settings().values().stream()),
        content.runbooks().stream()
            .flatMap(runbook -> runbook.inputs().stream())
            .map(InputDeclaration::type)
            .filter(InputType.SecretReference.class::isInstance)
            .flatMap(type -> ((InputType.SecretReference) type).allowed().stream()));
  }

  /** What steps can do, and whom they reach. */
  record Means(Actions actions, Contacts contacts) {}

  /** What works requests, and what the command line speaks to. */
  private record Works(Replica replica, Console console) {}

  private Works works(
      Front front,
      IdentityDirectory people,
      Means means,
      Content content,
      LoadingIntentParser parser) {
    Stores stores = front.stores();
    Doors doors = front.doors();
    PersonalVault vault = front.vault();
    Library library =
        new Library(
            new Catalogue(content.runbooks(), content.calendars()),
            content.trees(),
            stores.journal(),
            text -> TreeReader.read("stored", text, content.known(), new Problems()));
    library.keep(tenant);
    Authorizer authorizer = new Authorizer(content.policies(), people, clock);
    Gate gate = new Gate(authorizer, people, clock);
    Targets targets = new Targets(settings.targets());
    StepPerformer performer =
        new StepPerformer(
            means.actions(), secrets.handingOut(new KeptSecrets(secrets, doors.oneTimeSecrets())));
    secretsThatStepsMayNeed(content).forEach(secrets::expect);
    RunStore runs = new RunStore(stores.journal());
    RunbookEngine engine = new RunbookEngine(runs, performer, clock);
    WalkStore walks = new WalkStore(stores.journal(), vault);
    ConversationStore conversations = new ConversationStore(stores.journal(), vault);
    Posts posts = new Posts(vault);
    Venues venues = new Venues(doors.channels(), people);
    means.contacts().openWith(front, venues, posts);
    Offers offers =
        new Offers(
            content.offers(),
            library,
            new Offers.Judges(gate, authorizer, people, doors.seal()),
            clock);
    Visible visible = new Visible(library, gate, authorizer, offers);
    RunStarter starter =
        new RunStarter(
            library,
            new RunPlanner(targets, id -> library.runbooks().find(id)),
            engine,
            gate,
            new StartLimits(stores.journal(), settings.limits()),
            clock);
    RunShelf shelf = new RunShelf(runs, gate);
    RunSpeech speech = new RunSpeech(runs, engine, gate, venues);
    Stopping stopping = new Stopping(stores.freeze(), runs, gate, venues, posts, clock);
    Accounts accounts =
        new Accounts(
            new Accounts.Proofs(
                new AccountLinks(stores.journal(), clock), new LinkCodes(stores.journal(), clock)),
            people,
            gate,
            venues,
            posts,
            clock);
    Enactor.Controls controls =
        new Enactor.Controls(
            stopping,
            accounts,
            new Tokens(new ApiTokens(stores.journal(), clock), people, gate, clock),
            new Delegating(
                new Delegations(stores.journal(), clock), people, gate, venues, posts, clock),
            new BreakGlass(
                stores.journal(), gate, venues, posts, settings.listen().emergencies(), clock));
    TriggeredRuns triggered = new TriggeredRuns(starter);
    TriggerDecider triggers = new TriggerDecider(content.triggers());
    CaseStore cases = new CaseStore(stores.journal(), vault);
    Enactor enactor =
        new Enactor(
            conversations,
            library,
            gate,
            posts,
            new Enactor.Engines(
                walks,
                starter,
                triggered,
                new Continuer(walks, runs, library, speech, posts),
                shelf,
                controls,
                visible));
    Bot bot =
        new Bot(
            stores.journal(),
            new InboundJson(vault),
            people,
            new Bot.Understanding(
                new Planner(parser), conversations, new OpenWalks(walks, library), doors.meter()),
            new Bot.Machines(
                new TicketWork(
                    new TicketParties(people, venues),
                    new TicketWork.Planners(triggers, new TicketPlanner(parser)),
                    conversations,
                    cases,
                    enactor,
                    clock),
                new HookWork(triggers, people, cases, triggered, clock)),
            enactor);
    ScheduleWorker schedules =
        new ScheduleWorker(
            triggers, new ScheduleStore(stores.journal(), vault), runs, triggered, people, clock);
    schedules.enrol(tenant);
    PollWorker poll = new PollWorker(stores.journal(), doors.feeds(), doors.reception(), clock);
    poll.enrol(tenant);
    ReviewWorker reviews = new ReviewWorker(stores.journal(), offers, venues, posts, clock);
    reviews.enrol(tenant);
    WalkWorker walkWorker =
        new WalkWorker(
            stores.journal(),
            walks,
            library,
            posts,
            new WalkWorker.Helpers(people, gate, targets, engine, starter),
            clock);
    RunWorker runWorker =
        new RunWorker(
            runs,
            new RunAccess(authorizer, people),
            performer,
            content::calendars,
            clock,
            stores.leases());
    Reporter reporter =
        new Reporter(
            stores.journal(),
            new Reporter.Sources(
                runs, walks, conversations, new Resolver(walks, runs, conversations, library)),
            venues,
            posts,
            clock);
    Courier courier =
        new Courier(
            stores.outbox(), new OutboundJson(vault), doors.channels(), doors.desks(), clock);
    Replica replica =
        new Replica(
            "replica-" + UUID.randomUUID(),
            new Ports(
                stores.journal(),
                stores.inbox(),
                stores.outbox(),
                stores.leases(),
                stores.freeze(),
                stores.wakeUps()),
            new Replica.Crew(
                bot, List.of(runWorker, walkWorker, schedules, poll, reviews), reporter, courier),
            clock);
    Console.Parts spoken =
        new Console.Parts(
            runs, starter, speech, shelf, controls, visible, performer.outputs(), venues);
    return new Works(replica, new Console(stores.journal(), spoken, clock));
  }
}

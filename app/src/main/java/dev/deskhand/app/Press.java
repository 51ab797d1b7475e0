package dev.deskhand.app;

import dev.deskhand.bot.Accounts;
import dev.deskhand.bot.Awaited;
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
import dev.deskhand.bot.OpenDesk;
import dev.deskhand.bot.OpenWalks;
import dev.deskhand.bot.PastSentences;
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
import dev.deskhand.bot.TicketParties;
import dev.deskhand.bot.TicketWork;
import dev.deskhand.bot.Tokens;
import dev.deskhand.bot.TriggeredRuns;
import dev.deskhand.bot.Visible;
import dev.deskhand.bot.WalkSpeech;
import dev.deskhand.bot.WalkWorker;
import dev.deskhand.bot.file.TreePictures;
import dev.deskhand.bot.hint.HintStore;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.LoadingIntentParser;
import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.limit.StartLimits;
import dev.deskhand.bot.name.Names;
import dev.deskhand.bot.plan.Planner;
import dev.deskhand.bot.plan.TicketPlanner;
import dev.deskhand.bot.plan.WalkAnswers;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.trigger.TriggerDecider;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputType;
import dev.deskhand.permissions.AccountLinks;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Delegations;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.runbooks.Catalogue;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.run.RunPlanner;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes an edition of content. Reads like a table of contents, on the ground that all stand on. */
final class Press {
  private final Ground ground;
  private final Supplier<Reloading.Outcome> reader;
  private final Textbook book;

  /**
   * A press.
   *
   * @param reader has the catalogue read anew
   * @param book the files that teach sentences
   */
  Press(Ground ground, Supplier<Reloading.Outcome> reader, Textbook book) {
    this.ground = ground;
    this.book = book;
    this.reader = reader;
  }

  /**
   * An edition that can be published: what it needs is there, and what it may leave behind is kept.
   *
   * @throws dev.deskhand.runbooks.action.ActionException if a trigger's secret is not there
   */
  Edition edition(ContentVersion version, Content content, LoadingIntentParser parser) {
    var hooks = ground.doors.hooks(content.triggers());
    ground.archive.keep(ground.tenant, content.trees());
    content.runbooks().stream()
        .flatMap(runbook -> runbook.inputs().stream())
        .map(InputDeclaration::type)
        .filter(InputType.SecretReference.class::isInstance)
        .flatMap(type -> ((InputType.SecretReference) type).allowed().stream())
        .forEach(ground.secrets::expect);
    return new Edition(
        version, content, parser, hooks, new Making(version, content, parser).crew());
  }

  /** Begins to count for what is new in an edition; called once it is published. */
  void enrol(Edition edition) {
    edition.crew().schedules().enrol(ground.tenant);
    edition.crew().reviews().enrol(ground.tenant);
  }

  /** Tickets are opened where the desk's people look: at the first desk, if that takes them. */
  private Optional<String> opener() {
    return ground.doors.desks().stream()
        .limit(1)
        .filter(TicketDesk::isOpen)
        .map(TicketDesk::name)
        .findFirst();
  }

  /** The parts of one edition. */
  private final class Making {
    private final IntentParser parser;
    private final ContentVersion version;
    private final Names names;
    private final Library library;
    private final Authorizer authorizer;
    private final Gate gate;
    private final Offers offers;
    private final Visible visible;
    private final RunStarter starter;
    private final TriggeredRuns triggered;
    private final RunShelf shelf;
    private final RunSpeech speech;
    private final TriggerDecider triggers;
    private final OpenWalks openWalks;
    private final Enactor.Controls controls;

    Making(ContentVersion version, Content content, IntentParser parser) {
      this.parser = parser;
      this.version = version;
      this.names =
          new Names(
              ground.tenant,
              ground.people,
              ground.targets.names(),
              content.intents().lookups(),
              ground.front.aside().known());
      this.library =
          new Library(
              new Catalogue(content.runbooks(), content.calendars()),
              content.trees(),
              ground.archive);
      this.authorizer = new Authorizer(content.policies(), ground.people, ground.clock);
      this.gate = new Gate(authorizer, ground.people, ground.clock);
      RunPlanner planner = new RunPlanner(ground.targets, library.runbooks()::find);
      this.offers =
          new Offers(
              content.offers(),
              library,
              new Offers.Judges(
                  gate,
                  authorizer,
                  planner,
                  ground.people,
                  ground.doors.seal(),
                  ground.settings.baseUrl()),
              ground.clock);
      this.visible =
          new Visible(
              library,
              gate,
              authorizer,
              offers,
              new TreePictures(ground.walks),
              new PastSentences(
                  ground.journal, ground.vault, gate, new PastSentences.Known(parser, version)));
      this.starter =
          new RunStarter(
              library,
              planner,
              ground.engine,
              gate,
              new StartLimits(ground.journal, ground.settings.limits()),
              ground.clock);
      this.triggered = new TriggeredRuns(starter, ground.runs, ground.engine);
      this.shelf = new RunShelf(ground.runs, gate);
      this.speech = new RunSpeech(ground.runs, ground.engine, gate, ground.venues);
      this.triggers = new TriggerDecider(content.triggers());
      this.openWalks = new OpenWalks(ground.walks, ground.conversations, ground.venues, library);
      this.controls = controls();
    }

    Edition.Crew crew() {
      Console console =
          new Console(
              ground.journal,
              new Console.Parts(
                  ground.runs,
                  starter,
                  speech,
                  shelf,
                  controls,
                  visible,
                  ground.performer.outputs(),
                  ground.venues),
              ground.clock);
      return new Edition.Crew(
          bot(),
          walkWorker(),
          scheduleWorker(),
          reviewWorker(),
          console,
          new OpenDesk(
              ground.tenant,
              new OpenDesk.People(ground.people, names),
              console.portal(),
              ground.walks,
              ground.conversations,
              new Awaited(ground.conversations, ground.cases)),
          new EvidenceFiles(ground.journal, ground.vault, ground.walks, ground.cases, gate));
    }

    private Enactor.Controls controls() {
      return new Enactor.Controls(
          new Stopping(
              ground.stores.freeze(),
              ground.runs,
              gate,
              new Stopping.Known(library, ground.targets),
              new Stopping.Telling(ground.venues, ground.posts),
              ground.clock),
          new Accounts(
              new Accounts.Proofs(
                  new AccountLinks(ground.journal, ground.clock),
                  new LinkCodes(ground.journal, ground.clock)),
              ground.people,
              gate,
              ground.venues,
              ground.posts,
              ground.clock),
          new Tokens(
              new ApiTokens(ground.journal, ground.clock), ground.people, gate, ground.clock),
          new Delegating(
              new Delegations(ground.journal, ground.clock),
              ground.people,
              gate,
              new Delegating.Telling(shelf, ground.venues, ground.posts),
              ground.clock),
          new BreakGlass(
              ground.journal,
              gate,
              ground.venues,
              ground.posts,
              ground.settings.listen().emergencies(),
              ground.clock),
          new Reloading(reader, gate, ground.clock),
          new Teaching(
              new HintStore(ground.journal, ground.vault),
              book,
              ground.people,
              gate,
              ground.clock));
    }

    private Bot bot() {
      Planner planner = new Planner(parser, version);
      Enactor enactor = enactor();
      return new Bot(
          ground.journal,
          new InboundJson(ground.vault),
          ground.people,
          new Bot.Understanding(planner, ground.conversations, openWalks, ground.doors.meter()),
          new Bot.Machines(
              new TicketWork(
                  new TicketParties(ground.people, ground.venues),
                  new TicketWork.Planners(
                      triggers,
                      new TicketAnswers(new WalkAnswers(parser), openWalks),
                      new TicketPlanner(parser)),
                  ground.conversations,
                  ground.cases,
                  enactor,
                  ground.clock),
              new HookWork(triggers, ground.people, ground.cases, triggered, ground.clock)),
          enactor);
    }

    private Enactor enactor() {
      return new Enactor(
          ground.conversations,
          library,
          gate,
          ground.posts,
          names,
          new Enactor.Engines(
              ground.walks,
              starter,
              triggered,
              new Continuer(
                  new WalkSpeech(ground.walks, openWalks, library, ground.posts),
                  ground.runs,
                  speech,
                  ground.posts),
              shelf,
              controls,
              visible,
              new TicketCounter(ground.posts, ground.cases, ground.venues, opener())));
    }

    private WalkWorker walkWorker() {
      return new WalkWorker(
          ground.journal,
          ground.walks,
          library,
          ground.posts,
          new WalkWorker.Helpers(
              ground.people,
              gate,
              ground.targets,
              ground.engine,
              starter,
              new Offering(library, gate, ground.targets),
              ground.files),
          ground.clock);
    }

    private ScheduleWorker scheduleWorker() {
      return new ScheduleWorker(
          triggers,
          new ScheduleStore(ground.journal, ground.vault),
          ground.runs,
          triggered,
          ground.people,
          ground.clock);
    }

    private ReviewWorker reviewWorker() {
      return new ReviewWorker(ground.journal, offers, ground.venues, ground.posts, ground.clock);
    }
  }
}

package dev.deskhand.torture;

import dev.deskhand.bot.Accounts;
import dev.deskhand.bot.Bot;
import dev.deskhand.bot.BreakGlass;
import dev.deskhand.bot.Continuer;
import dev.deskhand.bot.Delegating;
import dev.deskhand.bot.Enactor;
import dev.deskhand.bot.Gate;
import dev.deskhand.bot.HookWork;
import dev.deskhand.bot.Library;
import dev.deskhand.bot.Offering;
import dev.deskhand.bot.Offers;
import dev.deskhand.bot.OpenWalks;
import dev.deskhand.bot.PastSentences;
import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Precedence;
import dev.deskhand.bot.Reloading;
import dev.deskhand.bot.RunShelf;
import dev.deskhand.bot.RunSpeech;
import dev.deskhand.bot.RunStarter;
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
import dev.deskhand.bot.file.WalkFiles;
import dev.deskhand.bot.hint.HintStore;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.json.OutboundJson;
import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.limit.Rate;
import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.bot.limit.StartLimits;
import dev.deskhand.bot.name.DirectoryNames;
import dev.deskhand.bot.name.Names;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.plan.Planner;
import dev.deskhand.bot.plan.TicketPlanner;
import dev.deskhand.bot.plan.WalkAnswers;
import dev.deskhand.bot.resolution.Reporter;
import dev.deskhand.bot.resolution.Resolver;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.TriggerDecider;
import dev.deskhand.bot.work.Courier;
import dev.deskhand.bot.work.Ports;
import dev.deskhand.bot.work.Replica;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.permissions.AccountLinks;
import dev.deskhand.permissions.ApiTokens;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Delegations;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.StepAction;
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
import dev.deskhand.trees.WalkStore;
import dev.deskhand.trees.yaml.TreeReader;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole bot over some ports, put together as the application does it, with the world's targets,
 * chat and desk.
 *
 * @param engine for people who speak to runs
 */
record Crew(
    Replica.Crew works,
    RunbookEngine engine,
    RunStore runs,
    Authorizer authorizer,
    IdentityDirectory people,
    InstantSource clock) {

  /** Nothing here is about limits. */
  private static final Rate ANY = new Rate(Integer.MAX_VALUE - 2, Duration.ofDays(1));

  private static final Allowances PLENTY = new Allowances(ANY, ANY, ANY, Optional.empty());

  /** What stands around it. */
  record Surroundings(
      Shelf shelf,
      List<? extends StepAction> actions,
      Chat chat,
      Desk desk,
      Precedence precedence,
      InstantSource clock) {}

  /** Puts it together. */
  static Crew of(Ports ports, PersonalVault vault, Surroundings around) {
    return new Assembling(ports, vault, around).crew();
  }

  /** Somebody of the installation. */
  Principal principal(PersonId id) {
    return people.principal(Shelf.TENANT, id).orElseThrow();
  }

  /** The parts that several others need. */
  private static final class Assembling {
    private final Ports ports;
    private final PersonalVault vault;
    private final Surroundings around;
    private final Shelf shelf;
    private final Authorizer authorizer;
    private final Gate gate;
    private final StepPerformer performer;
    private final RunbookEngine engine;
    private final RunStore runs;
    private final WalkStore walks;
    private final ConversationStore conversations;
    private final Posts posts;
    private final TreeArchive archive;
    private final Library library;
    private final Targets targets = new Targets(List.of(new Target("world", Deed.KIND, Map.of())));
    private final Venues venues;
    private final Visible visible;
    private final RunStarter starter;

    Assembling(Ports ports, PersonalVault vault, Surroundings around) {
      this.ports = ports;
      this.vault = vault;
      this.around = around;
      this.shelf = around.shelf();
      this.authorizer = new Authorizer(shelf.policies(), shelf.people(), around.clock());
      this.gate = new Gate(authorizer, shelf.people(), around.clock());
      this.performer = new StepPerformer(new Actions(around.actions()), reference -> reference);
      this.runs = new RunStore(ports.journal());
      this.engine = new RunbookEngine(runs, performer, around.clock());
      this.walks = new WalkStore(ports.journal(), vault);
      this.conversations = new ConversationStore(ports.journal(), vault);
      this.posts = new Posts(vault);
      this.archive = new TreeArchive(ports.journal(), TreeReader::restore);
      this.library = new Library(shelf.runbooks(), shelf.trees(), archive);
      this.venues = new Venues(List.of(around.chat()), shelf.people());
      this.visible =
          new Visible(
              library,
              gate,
              authorizer,
              new Offers(
                  List.of(),
                  library,
                  new Offers.Judges(
                      gate,
                      authorizer,
                      new RunPlanner(targets, library.runbooks()::find),
                      shelf.people(),
                      OfferSeal.broken(),
                      URI.create("http://localhost")),
                  around.clock()),
              new TreePictures(walks),
              new PastSentences(
                  ports.journal(),
                  vault,
                  gate,
                  new PastSentences.Known(parser(), ContentVersion.of(""))));
      this.starter =
          new RunStarter(
              library,
              new RunPlanner(targets, library.runbooks()::find),
              engine,
              gate,
              new StartLimits(ports.journal(), PLENTY),
              around.clock());
    }

    Crew crew() {
      archive.keep(Shelf.TENANT, library.trees());
      Bot bot = bot();
      return new Crew(
          new Replica.Crew(() -> bot, workers(), reporter(), courier(), around.precedence()),
          engine,
          runs,
          authorizer,
          shelf.people(),
          around.clock());
    }

    private Bot bot() {
      Enactor enactor =
          new Enactor(
              conversations,
              library,
              gate,
              posts,
              new Names(Shelf.TENANT, shelf.people(), List.of(), Map.of(), DirectoryNames.none()),
              new Enactor.Engines(
                  walks,
                  starter,
                  new TriggeredRuns(starter, runs, engine),
                  new Continuer(
                      new WalkSpeech(walks, openWalks(), library, posts),
                      runs,
                      new RunSpeech(runs, engine, gate, venues),
                      posts),
                  new RunShelf(runs, gate),
                  controls(),
                  visible,
                  new TicketCounter(
                      posts, new CaseStore(ports.journal(), vault), venues, Optional.empty())));
      return new Bot(
          ports.journal(),
          new InboundJson(vault),
          shelf.people(),
          new Bot.Understanding(
              new Planner(parser(), ContentVersion.of("")),
              conversations,
              openWalks(),
              new RequestMeter(PLENTY)),
          machines(enactor),
          enactor);
    }

    private OpenWalks openWalks() {
      return new OpenWalks(walks, conversations, venues, library);
    }

    private Enactor.Controls controls() {
      return new Enactor.Controls(
          new Stopping(
              ports.freeze(),
              runs,
              gate,
              new Stopping.Known(library, targets),
              new Stopping.Telling(venues, posts),
              around.clock()),
          new Accounts(
              new Accounts.Proofs(
                  new AccountLinks(ports.journal(), around.clock()),
                  new LinkCodes(ports.journal(), around.clock())),
              shelf.people(),
              gate,
              venues,
              posts,
              around.clock()),
          new Tokens(
              new ApiTokens(ports.journal(), around.clock()), shelf.people(), gate, around.clock()),
          new Delegating(
              new Delegations(ports.journal(), around.clock()),
              shelf.people(),
              gate,
              new Delegating.Telling(new RunShelf(runs, gate), venues, posts),
              around.clock()),
          new BreakGlass(
              ports.journal(), gate, venues, posts, BreakGlass.Terms.USUAL, around.clock()),
          new Reloading(
              () -> new Reloading.Outcome.Same(ContentVersion.of("")), gate, around.clock()),
          new Teaching(
              new HintStore(ports.journal(), vault),
              Textbook.CLOSED,
              shelf.people(),
              gate,
              around.clock()));
    }

    private Bot.Machines machines(Enactor enactor) {
      TriggerDecider triggers = new TriggerDecider(List.of());
      CaseStore cases = new CaseStore(ports.journal(), vault);
      return new Bot.Machines(
          new TicketWork(
              new TicketParties(shelf.people(), venues),
              new TicketWork.Planners(
                  triggers,
                  new TicketAnswers(new WalkAnswers(parser()), openWalks()),
                  new TicketPlanner(parser())),
              conversations,
              cases,
              enactor,
              around.clock()),
          new HookWork(
              triggers,
              shelf.people(),
              cases,
              new TriggeredRuns(starter, runs, engine),
              around.clock()));
    }

    private List<StreamWorker> workers() {
      return List.of(
          new RunWorker(
              runs,
              new RunAccess(authorizer, shelf.people()),
              performer,
              () -> Calendars.NONE,
              around.clock(),
              new Stops(ports.leases(), ports.freeze())),
          new WalkWorker(
              ports.journal(),
              walks,
              library,
              posts,
              new WalkWorker.Helpers(
                  shelf.people(),
                  gate,
                  targets,
                  engine,
                  starter,
                  new Offering(library, gate, targets),
                  new WalkFiles(List.of(), vault, 1, around.clock())),
              around.clock()));
    }

    private Reporter reporter() {
      return new Reporter(
          ports.journal(),
          new Reporter.Sources(
              runs,
              walks,
              conversations,
              ports.outbox(),
              new Resolver(walks, runs, conversations, archive)),
          venues,
          posts,
          around.clock());
    }

    private Courier courier() {
      return new Courier(
          ports.outbox(),
          new OutboundJson(vault),
          List.of(around.chat()),
          List.of(around.desk()),
          new TicketLinks(
              ports.journal(),
              conversations,
              new CaseStore(ports.journal(), vault),
              posts,
              new WalkFiles(List.of(), vault, 1, around.clock()),
              around.clock()),
          around.clock());
    }
  }

  /** Understands a text that is a tree's name. */
  private static IntentParser parser() {
    return utterance ->
        utterance.text().startsWith("tree-")
            ? new Interpretation.Understood(
                new Intent(Intent.Kind.TREE, utterance.text(), "Have it done"), List.of(), 1)
            : new Interpretation.Unrecognized();
  }
}

package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.Posts;
import dev.deskhand.bot.Precedence;
import dev.deskhand.bot.ReviewWorker;
import dev.deskhand.bot.TicketLinks;
import dev.deskhand.bot.TreeArchive;
import dev.deskhand.bot.Venues;
import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.file.WalkFiles;
import dev.deskhand.bot.json.OutboundJson;
import dev.deskhand.bot.resolution.Reporter;
import dev.deskhand.bot.resolution.Resolver;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.work.Courier;
import dev.deskhand.bot.work.PollWorker;
import dev.deskhand.bot.work.Ports;
import dev.deskhand.bot.work.Replica;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.runbooks.action.Redactor;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.RunWorker;
import dev.deskhand.runbooks.run.RunbookEngine;
import dev.deskhand.runbooks.run.StepPerformer;
import dev.deskhand.runbooks.run.Stops;
import dev.deskhand.storage.Stores;
import dev.deskhand.trees.WalkStore;
import dev.deskhand.trees.yaml.TreeReader;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * What stands whatever the catalogue says: stores, doors, people, and who works for all of them.
 */
final class Ground {
  final TenantId tenant = TenantId.DEFAULT;
  final Settings settings;
  final Redactor secrets;
  final InstantSource clock;
  final IdentityDirectory people;
  final Front front;
  final Stores stores;
  final Journal journal;
  final Doors doors;
  final PersonalVault vault;
  final Targets targets;
  final StepPerformer performer;
  final RunStore runs;
  final RunbookEngine engine;
  final WalkStore walks;
  final ConversationStore conversations;
  final CaseStore cases;
  final TreeArchive archive;
  final Posts posts;
  final Venues venues;
  final WalkFiles files;

  /** What an installation is and knows before it opens. */
  record Site(Settings settings, Redactor secrets, InstantSource clock) {}

  Ground(Site site, IdentityDirectory people, Front front, Assembly.Means means) {
    this.settings = site.settings();
    this.secrets = site.secrets();
    this.clock = site.clock();
    this.people = people;
    this.front = front;
    this.stores = front.stores();
    this.journal = stores.journal();
    this.doors = front.doors();
    this.vault = front.vault();
    this.targets = new Targets(settings.targets());
    this.performer =
        new StepPerformer(
            means.actions(), secrets.handingOut(new KeptSecrets(secrets, doors.oneTimeSecrets())));
    this.runs = new RunStore(journal);
    this.engine = new RunbookEngine(runs, performer, clock);
    this.walks = new WalkStore(journal, vault);
    this.conversations = new ConversationStore(journal, vault);
    this.cases = new CaseStore(journal, vault);
    this.archive = new TreeArchive(journal, TreeReader::restore);
    this.posts = new Posts(vault);
    this.venues = new Venues(doors.channels(), people);
    this.files = new WalkFiles(doors.files(), vault, settings.listen().files(), clock);
    means.contacts().openWith(front, venues, posts);
    settings.targets().stream()
        .flatMap(target -> target.settings().values().stream())
        .forEach(secrets::expect);
  }

  /** What works, for each delivery as the edition of then does. */
  Replica replica(Editions editions, Precedence precedence) {
    PollWorker poll = new PollWorker(journal, doors.feeds(), doors.reception(), clock);
    poll.enrol(tenant);
    List<StreamWorker> workers =
        List.of(
            runWorker(editions),
            poll,
            editions.worker(WalkStore.KIND, Edition.Crew::walks),
            editions.worker(ScheduleStore.KIND, Edition.Crew::schedules),
            editions.worker(ReviewWorker.KIND, Edition.Crew::reviews));
    return new Replica(
        "replica-" + UUID.randomUUID(),
        new Ports(
            journal,
            stores.inbox(),
            stores.outbox(),
            stores.leases(),
            stores.freeze(),
            stores.wakeUps()),
        new Replica.Crew(
            () -> editions.latest().crew().bot(), workers, reporter(), courier(), precedence),
        clock);
  }

  /** A run has its plan; policies and calendars are those of now. */
  private RunWorker runWorker(Editions editions) {
    Authorizer authorizer =
        new Authorizer(() -> editions.latest().content().policies(), people, clock);
    return new RunWorker(
        runs,
        new RunAccess(authorizer, people),
        performer,
        () -> editions.latest().content().calendars(),
        clock,
        new Stops(stores.leases(), stores.freeze()));
  }

  private Reporter reporter() {
    return new Reporter(
        journal,
        new Reporter.Sources(
            runs,
            walks,
            conversations,
            stores.outbox(),
            new Resolver(walks, runs, conversations, archive)),
        venues,
        posts,
        clock);
  }

  private Courier courier() {
    return new Courier(
        stores.outbox(),
        new OutboundJson(vault),
        doors.channels(),
        doors.desks(),
        new TicketLinks(journal, conversations, cases, posts, files, clock),
        clock);
  }
}

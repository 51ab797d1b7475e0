package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.Console;
import dev.deskhand.bot.OneTimeSecrets;
import dev.deskhand.bot.file.CataloguePictures;
import dev.deskhand.bot.file.KeptFiles;
import dev.deskhand.bot.file.PictureSeal;
import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Interior;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.resolution.Reporter;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.ticket.TicketFeed;
import dev.deskhand.bot.trigger.Source;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.Hook;
import dev.deskhand.desks.HookRoute;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.Webhook;
import dev.deskhand.desks.WebhookRoute;
import dev.deskhand.desks.builtin.BuiltinDesk;
import dev.deskhand.desks.builtin.BuiltinRoutes;
import dev.deskhand.desks.rt.RtDesk;
import dev.deskhand.desks.rt.RtFeed;
import dev.deskhand.desks.rt.RtSettings;
import dev.deskhand.desks.rt.RtWebhook;
import dev.deskhand.desks.zendesk.ZendeskDesk;
import dev.deskhand.desks.zendesk.ZendeskFeed;
import dev.deskhand.desks.zendesk.ZendeskSettings;
import dev.deskhand.desks.zendesk.ZendeskWebhook;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.web.AuthorityRoutes;
import dev.deskhand.web.Component;
import dev.deskhand.web.ConsoleLimit;
import dev.deskhand.web.ConsoleRoutes;
import dev.deskhand.web.ConsoleTokens;
import dev.deskhand.web.FileRoutes;
import dev.deskhand.web.Health;
import dev.deskhand.web.LearningRoutes;
import dev.deskhand.web.LoginKey;
import dev.deskhand.web.LoginLinks;
import dev.deskhand.web.Logins;
import dev.deskhand.web.OidcLogins;
import dev.deskhand.web.OidcRoutes;
import dev.deskhand.web.PictureRoutes;
import dev.deskhand.web.PortalRoutes;
import dev.deskhand.web.SecretRoutes;
import dev.deskhand.web.Sessions;
import dev.deskhand.web.TreeRoutes;
import dev.deskhand.web.WebChannel;
import dev.deskhand.web.WebConnector;
import dev.deskhand.web.WebSettings;
import dev.deskhand.web.oidc.IdentityProvider;
import dev.deskhand.web.oidc.OidcSettings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Every way in and out: the chat page, Slack, Teams, the help desks, and the one server behind
 * them.
 */
final class Doors {
  private static final int MOST_BYTES = 1 << 20;

  private final TenantId tenant = TenantId.DEFAULT;
  private final Secrets secrets;
  private final InstantSource clock;
  private final IdentityDirectory people;
  private final Ground ground;
  private final Belongings belongings;
  private final FileStock stock;
  private final PictureRoutes pictures;
  private final List<Channel> channels = new ArrayList<>();
  private final List<TicketDesk> desks = new ArrayList<>();
  private final List<FileSource> files = new ArrayList<>();
  private final List<TicketFeed> feeds = new ArrayList<>();
  private final List<Webhook> webhooks = new ArrayList<>();
  private final Optional<SlackDoor> slack;
  private final Optional<TeamsDoor> teams;
  private final BuiltinDesk builtin;
  private final HookRoute hooks;
  private final Sessions sessions;
  private final LoginLinks links;
  private final OfferSeal seal;
  private final ConsoleTokens tokens;
  private final WebConnector web;
  private final Optional<OidcLogins> oidc;
  private final OneTimeSecrets oneTimeSecrets;
  private final RequestMeter meter;

  /** What doors stand on. */
  record Ground(Journal journal, PersonalVault vault, Reception reception, Editions editions) {}

  Doors(
      Settings settings,
      Secrets secrets,
      InstantSource clock,
      IdentityDirectory people,
      Ground ground) {
    this.secrets = secrets;
    this.clock = clock;
    this.people = people;
    this.ground = ground;
    this.belongings = new Belongings(tenant, people);
    LoginKey key = LoginKey.in(settings.data());
    KeptFiles.Pictures shown =
        new KeptFiles.Pictures(
            () -> pictures(ground.editions()), new PictureSeal(tenant, key::sign, key::fits));
    this.pictures = new PictureRoutes(shown);
    this.stock = new KeptFiles(tenant, ground.journal(), shown, settings.baseUrl());
    this.meter = new RequestMeter(settings.limits());
    Editions editions = ground.editions();
    this.hooks =
        new HookRoute(tenant, ground.reception(), () -> editions.now().map(Edition::hooks), clock);
    Interior interior = new Interior(ground.reception(), new CurrentDesk(editions));
    this.slack =
        settings.doors().slack().map(it -> SlackDoor.of(it, secrets, interior, stock, clock));
    slack.ifPresent(door -> channels.add(door.channel()));
    slack.ifPresent(door -> files.add(door.files()));
    this.teams =
        settings
            .doors()
            .teams()
            .map(it -> TeamsDoor.of(it, secrets, interior, stock, ground.journal(), clock));
    teams.ifPresent(door -> channels.add(door.channel()));
    teams.ifPresent(door -> files.add(door.files()));
    settings.doors().rt().ifPresent(this::requestTracker);
    settings.doors().zendesk().ifPresent(this::zendesk);
    this.builtin =
        new BuiltinDesk(
            belongings, stock, ground.journal(), ground.vault(), ground.reception(), clock);
    desks.add(builtin);
    this.oneTimeSecrets =
        new OneTimeSecrets(
            ground.journal(), ground.vault(), new RunStore(ground.journal()), tenant, clock);
    WebSettings page = WebSettings.at(tenant, settings.baseUrl());
    this.sessions = new Sessions(page, key, people, ground.journal(), clock);
    this.oidc = settings.doors().oidc().map(issuer -> oidc(issuer, page, key));
    this.links = new LoginLinks(key, clock);
    this.seal = new OfferSeal(tenant, key::sign, key::fits, clock);
    this.tokens = new ConsoleTokens(key, clock);
    WebChannel channel =
        new WebChannel(tenant, ground.journal(), ground.vault(), settings.listen().files());
    files.add(channel.uploads());
    channels.add(channel);
    Logins logins = new Logins(page, key, sessions, ground.journal(), clock);
    this.web = new WebConnector(page, sessions, logins, oidc, channel, ground.reception());
  }

  /** In order of preference: people who have Slack are spoken to there, then Teams. */
  List<Channel> channels() {
    return List.copyOf(channels);
  }

  List<TicketDesk> desks() {
    return List.copyOf(desks);
  }

  /** What happened at those desks while nobody listened. */
  List<TicketFeed> feeds() {
    return List.copyOf(feeds);
  }

  /** Where files can be fetched that people gave. */
  List<FileSource> files() {
    return List.copyOf(files);
  }

  Reception reception() {
    return ground.reception();
  }

  /** What steps make up for people, who see it here. */
  OneTimeSecrets oneTimeSecrets() {
    return oneTimeSecrets;
  }

  /** What counts requests, by whatever door they come. */
  RequestMeter meter() {
    return meter;
  }

  /** What signs buttons and links of offers. */
  OfferSeal seal() {
    return seal;
  }

  LoginLinks links() {
    return links;
  }

  /**
   * The addresses at which other systems may call these triggers, by name.
   *
   * @throws dev.deskhand.runbooks.action.ActionException if a secret is not there
   */
  Map<String, Hook> hooks(List<Trigger> triggers) {
    Map<String, Hook> known = new TreeMap<>();
    for (Trigger trigger : triggers) {
      if (trigger.source() instanceof Source.Webhook(String secret, var signing, var delivery)) {
        String name = trigger.name().value();
        known.put(name, new Hook(name, secret(secret), signing, delivery));
      }
    }
    return known;
  }

  /** Goes out to whom nobody can come in from. */
  void reachOut() {
    slack.ifPresent(door -> door.reachOut());
  }

  /** Takes nothing more from outside. */
  void close() {
    slack.ifPresent(door -> door.close());
    web.close();
  }

  /** Tells the bot of tickets that a crash came between. */
  void announceAgain() {
    builtin.announceAgain();
  }

  /** The one server, with every door's routes; not started. */
  Javalin server(Supplier<List<Component>> components) {
    Supplier<Optional<Console>> console =
        () -> ground.editions().now().map(edition -> edition.crew().console());
    Health health = new Health(components);
    return Javalin.create(
        config -> {
          basics(config);
          health.routes(config.routes);
          slack.ifPresent(door -> door.routes(config.routes));
          teams.ifPresent(door -> door.routes(config.routes));
          webhooks.forEach(hook -> new WebhookRoute(hook, ground.reception()).addTo(config.routes));
          hooks.addTo(config.routes);
          web.routes(config.routes);
          pictures.routes(config.routes);
          new SecretRoutes(sessions, oneTimeSecrets).routes(config.routes);
          new ConsoleRoutes(sessions, tokens, console, new ConsoleLimit(meter, clock))
              .routes(config.routes);
          oidc.ifPresent(it -> new OidcRoutes(it, sessions, console).routes(config.routes));
          new AuthorityRoutes(sessions, console).routes(config.routes);
          new TreeRoutes(sessions, console).routes(config.routes);
          new LearningRoutes(sessions, console).routes(config.routes);
          new FileRoutes(sessions, () -> ground.editions().now().map(it -> it.crew().evidence()))
              .routes(config.routes);
          new PortalRoutes(sessions, console, ground.reception(), web::isClosed)
              .routes(config.routes);
          new BuiltinRoutes(builtin, this::isStaff).routes(config.routes, sessions::person);
        });
  }

  private static CataloguePictures pictures(Editions editions) {
    return editions.now().map(it -> it.content().pictures()).orElse(CataloguePictures.NONE);
  }

  private static void basics(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MOST_BYTES;
  }

  private boolean isStaff(Account account) {
    return people
        .principal(tenant, account)
        .map(person -> person.hasRole(Reporter.SUPPORT))
        .orElse(false);
  }

  /**
   * Prepares, aside, for the first request, while the database opens; without it that one would be
   * slow.
   */
  static void warmUp(Settings settings, Secrets secrets) {
    aside("server-warm-up", new ServerWarmUp(Doors::basics));
    settings
        .doors()
        .slack()
        .flatMap(slack -> SlackDoor.warmUp(slack, secrets))
        .ifPresent(task -> aside("slack-warm-up", task));
  }

  private static void aside(String name, Runnable task) {
    Thread.ofPlatform().daemon().name(name).start(task);
  }

  private OidcLogins oidc(Settings.Oidc issuer, WebSettings page, LoginKey key) {
    OidcSettings wired =
        new OidcSettings(
            issuer.name(),
            issuer.issuer(),
            issuer.clientId(),
            secrets.resolve(issuer.secret()),
            issuer.session(),
            issuer.roles());
    return new OidcLogins(
        new IdentityProvider(wired, clock), page, key, sessions, ground.journal(), clock);
  }

  private void requestTracker(Settings.RequestTracker rt) {
    Account own = new Account(RtDesk.NAME, rt.name(), rt.ownUser());
    RtSettings wired = new RtSettings(rt.baseUrl(), own, secret(rt.token()), rt.queue());
    desks.add(new RtDesk(belongings, wired, stock, clock));
    feeds.add(new RtFeed(belongings, wired, clock));
    webhooks.add(new RtWebhook(belongings, own, secret(rt.webhookSecret()), clock));
  }

  private void zendesk(Settings.Zendesk zendesk) {
    Account own = new Account(ZendeskDesk.NAME, zendesk.name(), zendesk.ownUser());
    ZendeskSettings wired =
        new ZendeskSettings(
            zendesk.baseUrl(),
            own,
            zendesk.email(),
            secret(zendesk.token()),
            zendesk.customFields());
    Set<String> channels = Set.copyOf(zendesk.channelsWithLogin());
    desks.add(new ZendeskDesk(belongings, wired, stock, clock));
    feeds.add(new ZendeskFeed(belongings, wired, channels, clock));
    webhooks.add(
        new ZendeskWebhook(belongings, wired, secret(zendesk.webhookSecret()), channels, clock));
  }

  private Secret secret(String reference) {
    return new Secret(secrets.resolve(reference));
  }
}

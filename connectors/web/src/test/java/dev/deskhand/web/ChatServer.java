package dev.deskhand.web;

import dev.deskhand.bot.EvidenceFiles;
import dev.deskhand.bot.Gate;
import dev.deskhand.bot.OneTimeSecrets;
import dev.deskhand.bot.file.CataloguePictures;
import dev.deskhand.bot.file.KeptFiles;
import dev.deskhand.bot.file.PictureSeal;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.InMemoryPersonalKeys;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Policies;
import dev.deskhand.permissions.PolicyFile;
import dev.deskhand.permissions.PolicyReader;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.trees.WalkStore;
import dev.deskhand.web.oidc.IdentityProvider;
import dev.deskhand.web.oidc.OidcSettings;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The chat page on a port of its own, with a store in memory and a bot that echoes. */
final class ChatServer implements AutoCloseable {
  static final TenantId TENANT = TenantId.DEFAULT;
  static final long MOST_FILE = 2L << 20;
  static final PersonId MIA = new PersonId("mia");
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  final SettableClock clock = new SettableClock();
  final InMemoryStore store = new InMemoryStore(clock);
  final InMemoryPersonalKeys keys = new InMemoryPersonalKeys();
  final KnownPeople people = new KnownPeople("mia", "tom");
  final WebChannel channel = new WebChannel(TENANT, store, new PersonalVault(keys), MOST_FILE);
  final EchoBot bot = new EchoBot(channel);
  final OneTimeSecrets secrets =
      new OneTimeSecrets(store, new PersonalVault(keys), new RunStore(store), TENANT, clock);
  final LoginLinks links;
  final URI base;

  private final WebConnector connector;
  private final Javalin javalin;
  private final HttpClient client = HttpClient.newHttpClient();

  /** What its catalogue shows; nothing at first. */
  volatile CataloguePictures shown = CataloguePictures.NONE;

  final PictureSeal seal;

  private ChatServer(LoginKey key, WebSettings settings, Optional<OidcSettings> issuer, int port) {
    seal = new PictureSeal(TENANT, key::sign, key::fits);
    PictureRoutes pictures = new PictureRoutes(new KeptFiles.Pictures(() -> shown, seal));
    Sessions sessions = new Sessions(settings, key, people, store, clock);
    Logins logins = new Logins(settings, key, sessions, store, clock);
    links = new LoginLinks(key, clock);
    Optional<OidcLogins> elsewhere =
        issuer.map(
            it ->
                new OidcLogins(
                    new IdentityProvider(it, clock), settings, key, sessions, store, clock));
    connector = new WebConnector(settings, sessions, logins, elsewhere, channel, bot);
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.concurrency.useVirtualThreads = true;
                  connector.routes(config.routes);
                  elsewhere.ifPresent(
                      it -> new OidcRoutes(it, sessions, Optional::empty).routes(config.routes));
                  new SecretRoutes(sessions, secrets).routes(config.routes);
                  pictures.routes(config.routes);
                  new FileRoutes(sessions, () -> Optional.of(evidence())).routes(config.routes);
                  new Health(() -> List.of(Component.of("store", Component.State.READY)))
                      .routes(config.routes);
                  config.routes.post("/api/tickets", ChatServer::openTicket);
                  config.routes.get("/api/tickets", ChatServer::listTickets);
                  config.routes.get(
                      "/tickets/{id}",
                      context -> context.html("<h1>Ticket " + context.pathParam("id") + "</h1>"));
                })
            .start("127.0.0.1", port);
    base = URI.create("http://127.0.0.1:" + javalin.port());
  }

  /** Where files are kept that people gave to walks. */
  final WalkStore walks = new WalkStore(store, new PersonalVault(keys));

  private EvidenceFiles evidence() {
    Authorizer authorizer = new Authorizer(policies(), people, clock);
    return new EvidenceFiles(
        store,
        new PersonalVault(keys),
        walks,
        new CaseStore(store, new PersonalVault(keys)),
        new Gate(authorizer, people, clock));
  }

  private static Policies policies() {
    Path catalog = Path.of("../../permissions/catalog");
    Problems problems = new Problems();
    try {
      return PolicyReader.read(
              new PolicyFile("schema", Files.readString(catalog.resolve("deskhand.cedarschema"))),
              List.of(
                  new PolicyFile("runs.cedar", Files.readString(catalog.resolve("runs.cedar")))),
              problems)
          .orElseThrow(() -> new AssertionError(problems.all()));
    } catch (IOException e) {
      throw new AssertionError("the catalogue is not there", e);
    }
  }

  static ChatServer start(Path data) {
    return start(data, "http://127.0.0.1");
  }

  static ChatServer start(Path data, String address) {
    WebSettings settings =
        new WebSettings(
            TENANT, URI.create(address), Set.of("127.0.0.1", "localhost"), Duration.ofMillis(200));
    return new ChatServer(LoginKey.in(data), settings, Optional.empty(), 0);
  }

  /** One at which people sign in at an issuer. */
  static ChatServer start(Path data, OidcSettings issuer) {
    return start(data, issuer, URI.create("http://127.0.0.1"), 0);
  }

  /** The same, to whose port the issuer sends browsers back. */
  static ChatServer startForBrowsers(Path data, OidcSettings issuer) {
    int port = freePort();
    return start(data, issuer, URI.create("http://127.0.0.1:" + port), port);
  }

  private static ChatServer start(Path data, OidcSettings issuer, URI base, int port) {
    WebSettings settings =
        new WebSettings(TENANT, base, Set.of("127.0.0.1"), Duration.ofMillis(200));
    return new ChatServer(LoginKey.in(data), settings, Optional.of(issuer), port);
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError("no port is free", e);
    }
  }

  @Override
  public void close() {
    connector.close();
    javalin.stop();
    client.close();
  }

  String link(PersonId person) {
    return links.link(base, TENANT, person, Duration.ofMinutes(15));
  }

  String token(PersonId person) {
    return tokenOf(link(person));
  }

  static String tokenOf(String link) {
    return link.substring(link.indexOf('=') + 1);
  }

  HttpResponse<String> redeem(String token) {
    return send(
        request("/login")
            .header("Origin", base.toString())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8))));
  }

  /** Signs in; the answer is the cookie to send along. */
  String signIn(PersonId person) {
    String cookie = redeem(token(person)).headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(DEADLINE);
  }

  HttpResponse<String> get(String path, String cookie) {
    return send(request(path).header("Cookie", cookie));
  }

  HttpResponse<String> post(String path, String cookie, String json) {
    return send(
        request(path)
            .header("Cookie", cookie)
            .header("Origin", base.toString())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("the server went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  EventReader events(String cookie, String lastSeen) {
    return new EventReader(client, request("/api/chat/events").header("Cookie", cookie), lastSeen);
  }

  /** Tries to open a stream of events until one is served; false when none is in time. */
  boolean opensBefore(String cookie, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      try {
        HttpResponse<InputStream> answer =
            client.send(
                request("/api/chat/events").header("Cookie", cookie).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        if (answer.statusCode() == 200) {
          return true;
        }
      } catch (IOException e) {
        throw new AssertionError("the server went away", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static void openTicket(Context context) {
    context
        .status(201)
        .contentType("application/json")
        .result("{\"id\":\"7\",\"ref\":\"builtin-7\",\"subject\":\"VPN\",\"status\":\"new\"}");
  }

  private static void listTickets(Context context) {
    context
        .contentType("application/json")
        .result(
            """
            {"tickets":[{"id":"7","ref":"builtin-7","subject":"VPN","status":"new"},
            {"id":"3","ref":"builtin-3","subject":"<b>Printer</b>","status":"resolved"}]}\
            """);
  }
}

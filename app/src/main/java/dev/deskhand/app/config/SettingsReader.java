package dev.deskhand.app.config;

import dev.deskhand.app.config.Settings.Described;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.app.config.Settings.Listen;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.content.yaml.YamlScalar;
import dev.deskhand.runbooks.action.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code deskhand.yaml}, with the environment over it: {@code DESKHAND_DATABASE_URL} stands
 * over {@code database.url}. Every problem is told at once, with its place.
 */
public final class SettingsReader {
  private static final String PREFIX = "DESKHAND_";
  private static final List<String> OVERRIDABLE =
      List.of(
          "listen",
          "base-url",
          "data",
          "people",
          "database.kind",
          "database.url",
          "database.user",
          "database.password");

  private final Map<String, String> environment;
  private References references;
  private SecretChecks secrets;
  private final Path base;
  private final Path shipped;
  private final Problems problems;
  private final Addresses addresses;

  /**
   * A reader.
   *
   * @param base the file's folder
   * @param shipped the folder of the shipped catalogue
   */
  public SettingsReader(
      Map<String, String> environment,
      References references,
      Path base,
      Path shipped,
      Problems problems) {
    this.environment = Map.copyOf(environment);
    this.references = references;
    this.secrets = new SecretChecks(references, problems);
    this.base = base;
    this.shipped = shipped;
    this.problems = problems;
    this.addresses = new Addresses(problems);
  }

  /**
   * The settings as far as a file describes them; empty when it can't be read as YAML at all. Where
   * there is any problem, they are good only for finding more of them.
   */
  public Optional<Settings> read(String file, String text) {
    Optional<YamlNode> root = YamlReader.read(file, text, problems);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    YamlMapping top = overlaid(root.get().asMapping("the configuration", problems));
    top.allowOnly(
        problems,
        "listen",
        "base-url",
        "data",
        "database",
        "audit",
        "retention",
        "limits",
        "emergencies",
        "secrets",
        "catalog",
        "watch-catalog",
        "understanding",
        "extensions",
        "people",
        "slack",
        "teams",
        "oidc",
        "directory-roles",
        "directory-names",
        "desks",
        "targets");
    Extensions extensions = Extensions.read(top, base, problems);
    references =
        new StoresReader(references, extensions, problems).read(top.mapping("secrets", problems));
    secrets = new SecretChecks(references, problems);
    Listen listen = listen(top);
    Described described = targets(top.mapping("targets", problems));
    Settings settings =
        new Settings(
            listen,
            addresses
                .web(top, "base-url")
                .orElse(URI.create("http://" + listen.host() + ":" + listen.port())),
            base.resolve(top.optionalText("data", problems).orElse("data")),
            new KeepingReader(secrets, base, problems).read(top),
            new OfferedReader(base, shipped, problems).read(top, extensions),
            base.resolve(top.optionalText("people", problems).orElse("people.yaml")),
            doors(top, listen, described.targets()),
            described);
    return Optional.of(settings);
  }

  /** What resolves the secrets of the settings; after they were read. */
  public References references() {
    return references;
  }

  /** The mapping with what the environment says in place of what the file says. */
  private YamlMapping overlaid(YamlMapping top) {
    Map<String, YamlNode> values = new LinkedHashMap<>(top.values());
    Map<String, SourcePosition> keys = new LinkedHashMap<>(top.keys());
    for (String path : OVERRIDABLE) {
      String name = PREFIX + path.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
      String value = environment.get(name);
      if (value != null) {
        SourcePosition place = new SourcePosition("environment variable " + name, 1, 1);
        put(values, keys, path, new YamlScalar(place, value));
      }
    }
    return new YamlMapping(top.at(), values, keys);
  }

  private void put(
      Map<String, YamlNode> values,
      Map<String, SourcePosition> keys,
      String path,
      YamlScalar value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      values.put(path, value);
      keys.put(path, value.at());
      return;
    }
    String outer = path.substring(0, dot);
    YamlNode node = values.get(outer);
    YamlMapping inner =
        node == null ? YamlMapping.empty(value.at()) : node.asMapping("'" + outer + "'", problems);
    Map<String, YamlNode> innerValues = new LinkedHashMap<>(inner.values());
    Map<String, SourcePosition> innerKeys = new LinkedHashMap<>(inner.keys());
    put(innerValues, innerKeys, path.substring(dot + 1), value);
    values.put(outer, new YamlMapping(inner.at(), innerValues, innerKeys));
    keys.putIfAbsent(outer, value.at());
  }

  private Listen listen(YamlMapping top) {
    String text = top.optionalText("listen", problems).orElse("127.0.0.1:8080");
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port >= 0 && port < 1 << 16) {
        YamlMapping limits = top.mapping("limits", problems);
        return new Listen(
            text.substring(0, colon),
            port,
            AllowancesReader.read(limits, problems),
            EmergenciesReader.read(top.mapping("emergencies", problems), problems),
            AllowancesReader.files(limits, problems));
      }
    } catch (NumberFormatException _) {
      // Told below, with the other bad forms.
    }
    problems.add(
        top.placeOf("listen"),
        "'listen': expected host:port such as 127.0.0.1:8080, found '" + text + "'");
    return new Listen("127.0.0.1", 8080);
  }

  private Doors doors(YamlMapping top, Listen listen, List<Target> targets) {
    YamlMapping desks = top.mapping("desks", problems);
    desks.allowOnly(problems, "rt", "zendesk");
    return new Doors(
        top.find("slack").map(node -> slack(node.asMapping("'slack'", problems))),
        top.find("teams").map(node -> teams(node.asMapping("'teams'", problems), listen)),
        desks.find("rt").map(node -> requestTracker(node.asMapping("'rt'", problems))),
        desks.find("zendesk").map(node -> zendesk(node.asMapping("'zendesk'", problems))),
        top.find("oidc")
            .map(
                node -> new OidcReader(secrets, problems).read(node.asMapping("'oidc'", problems))),
        top.find("directory-roles")
            .flatMap(
                node ->
                    new GroupsReader(targets, problems)
                        .read(node.asMapping("'directory-roles'", problems))),
        top.find("directory-names")
            .flatMap(
                node ->
                    new GroupsReader(targets, problems)
                        .readNames(node.asMapping("'directory-names'", problems))));
  }

  private Settings.Slack slack(YamlMapping slack) {
    slack.allowOnly(
        problems,
        "team",
        "signing-secret",
        "app-token",
        "bot-token",
        "workspaces",
        "base-url",
        "command");
    return new Settings.Slack(
        slackTokens(slack),
        intake(slack),
        addresses.web(slack, "base-url").orElse(URI.create("https://slack.com/api/")),
        slack.optionalText("command", problems).orElse(Settings.Slack.COMMAND));
  }

  /** The workspace that stands at the top, and further ones that have the same app. */
  private Map<String, String> slackTokens(YamlMapping slack) {
    Map<String, String> tokens = new TreeMap<>();
    tokens.put(slack.text("team", problems), secrets.required(slack, "bot-token"));
    for (YamlNode node : slack.list("workspaces")) {
      YamlMapping workspace = node.asMapping("a workspace", problems);
      workspace.allowOnly(problems, "team", "bot-token");
      String team = workspace.text("team", problems);
      String token = secrets.required(workspace, "bot-token");
      if (tokens.putIfAbsent(team, token) != null) {
        problems.add(workspace.placeOf("team"), "'team': " + team + " is named twice");
      }
    }
    return tokens;
  }

  /** One way in: Slack has Socket Mode switched on for an app, or off. */
  private Settings.SlackIntake intake(YamlMapping slack) {
    if (slack.find("app-token").isEmpty()) {
      return new Settings.SlackIntake.Signed(secrets.required(slack, "signing-secret"));
    }
    if (slack.find("signing-secret").isPresent()) {
      problems.add(
          slack.placeOf("signing-secret"),
          "'signing-secret': with 'app-token' Deskhand connects to Slack, and nothing comes that is"
              + " signed: leave one of the two out");
    }
    return new Settings.SlackIntake.Socket(secrets.required(slack, "app-token"));
  }

  private Settings.Teams teams(YamlMapping teams, Listen listen) {
    return new TeamsReader(secrets, problems).read(teams, listen);
  }

  private Settings.RequestTracker requestTracker(YamlMapping rt) {
    rt.allowOnly(problems, "name", "base-url", "own-user", "token", "webhook-secret", "queue");
    return new Settings.RequestTracker(
        rt.optionalText("name", problems).orElse("rt"),
        addresses.required(rt, "base-url"),
        rt.text("own-user", problems),
        secrets.required(rt, "token"),
        secrets.required(rt, "webhook-secret"),
        rt.optionalText("queue", problems));
  }

  private Settings.Zendesk zendesk(YamlMapping zendesk) {
    zendesk.allowOnly(
        problems,
        "name",
        "base-url",
        "own-user",
        "email",
        "token",
        "webhook-secret",
        "channels-with-login",
        "custom-fields");
    return new Settings.Zendesk(
        zendesk.optionalText("name", problems).orElse("zendesk"),
        addresses.required(zendesk, "base-url"),
        zendesk.text("own-user", problems),
        zendesk.text("email", problems),
        secrets.required(zendesk, "token"),
        secrets.required(zendesk, "webhook-secret"),
        zendesk.texts("channels-with-login", problems),
        customFields(zendesk));
  }

  /** Written name by name, and wanted by number. */
  private Map<String, String> customFields(YamlMapping zendesk) {
    Map<String, String> names = new LinkedHashMap<>();
    zendesk
        .find("custom-fields")
        .ifPresent(
            node -> {
              YamlMapping fields = node.asMapping("'custom-fields'", problems);
              for (String name : fields.values().keySet()) {
                String number = fields.text(name, problems);
                refusal(name, number)
                    .ifPresent(
                        why -> problems.add(fields.placeOf(name), "'custom-fields': " + why));
                names.put(number, name);
              }
            });
    return names;
  }

  private static Optional<String> refusal(String name, String number) {
    if (!name.matches("[a-z][a-z0-9_ -]{0,39}")) {
      return Optional.of(
          ("'%s' can't be a name: expected a small letter, and up to 39 small letters, digits,"
                  + " blanks, '-' and '_' behind it")
              .formatted(name));
    }
    if (!number.matches("[0-9]{1,19}")) {
      return Optional.of("'%s: %s': expected the field's number".formatted(name, number));
    }
    return Inbound.Details.RESERVED.contains(name)
        ? Optional.of("'%s' is the desk's own word; choose another name".formatted(name))
        : Optional.empty();
  }

  private void requireRisk(YamlMapping target, Map<String, String> settings) {
    String risk = settings.getOrDefault(Target.RISK, Target.RISKS.getFirst());
    if (!Target.RISKS.contains(risk)) {
      problems.add(
          target.placeOf(Target.RISK),
          "'risk': expected low, medium or high, found '" + risk + "'");
    }
  }

  private Described targets(YamlMapping targets) {
    List<Target> all = new ArrayList<>();
    Map<String, SourcePosition> kinds = new LinkedHashMap<>();
    targets
        .values()
        .forEach(
            (name, node) -> {
              YamlMapping target = node.asMapping("target '" + name + "'", problems);
              String kind = target.text("kind", problems);
              kinds.put(name, target.placeOf("kind"));
              Map<String, String> settings = new LinkedHashMap<>();
              target
                  .values()
                  .forEach(
                      (key, value) -> settings.put(key, value.asText("'" + key + "'", problems)));
              settings.remove("kind");
              settings.forEach((key, value) -> secrets.check(target, key, value));
              requireRisk(target, settings);
              all.add(new Target(name, kind, settings));
            });
    return new Described(all, kinds);
  }
}

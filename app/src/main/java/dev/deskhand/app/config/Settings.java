package dev.deskhand.app.config;

import dev.deskhand.bot.BreakGlass;
import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.permissions.Role;
import dev.deskhand.permissions.RoleClaim;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.teams.Cloud;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole installation, as its administrators describe it. Secrets are references ({@code
 * env:NAME}, {@code file:PATH}) and are resolved where they are needed.
 *
 * @param data the folder of what this installation stores
 * @param keeping how and for how long it is stored, and who witnesses it
 * @param offered what people can ask for, and how they are understood
 * @param people the file that maps accounts to people
 * @param described the targets
 */
public record Settings(
    Listen listen,
    URI baseUrl,
    Path data,
    Keeping keeping,
    Offered offered,
    Path people,
    Doors doors,
    Described described) {

  /** What steps act on. */
  public List<Target> targets() {
    return described.targets();
  }

  /**
   * What steps act on, as a file describes it.
   *
   * @param kinds where the kind of each target stands, by its name
   */
  public record Described(List<Target> targets, Map<String, SourcePosition> kinds) {
    public Described {
      targets = List.copyOf(targets);
      kinds = Map.copyOf(kinds);
    }

    /** Those that no file describes. */
    public Described(List<Target> targets) {
      this(targets, Map.of());
    }
  }

  /**
   * Where the server listens; port 0 takes any that is free.
   *
   * @param limits how much it takes from each
   * @param emergencies what holds when somebody breaks the glass
   * @param files how many bytes the files of one answer may have
   */
  public record Listen(
      String host, int port, Allowances limits, BreakGlass.Terms emergencies, long files) {
    /** For the files of one answer, where nothing else is said: 10 MiB. */
    public static final long FILES = 10L << 20;

    public Listen(String host, int port) {
      this(host, port, Allowances.DEFAULT);
    }

    public Listen(String host, int port, Allowances limits) {
      this(host, port, limits, BreakGlass.Terms.USUAL, FILES);
    }
  }

  /**
   * What people can ask for.
   *
   * @param catalogue folders of trees, runbooks, utterances and policies; a file of a later folder
   *     takes the place of one with the same name
   * @param watch when they are read anew
   * @param extensions what others wrote for it
   */
  public record Offered(
      List<Path> catalogue, Understanding understanding, Watch watch, Extensions extensions) {
    public Offered {
      catalogue = List.copyOf(catalogue);
    }

    /** As it is where nothing else is said. */
    public Offered(List<Path> catalogue) {
      this(catalogue, Understanding.SENTENCES, Watch.NOTHING, Extensions.NONE);
    }
  }

  /** What has the catalogue read anew besides those who ask for it. */
  public enum Watch {
    NOTHING,
    /** A change in its folders. */
    FOLDERS
  }

  /** By what it is found out what people mean. */
  public enum Understanding {
    /** By the words of their sentences alone, which takes a fifth of the memory. */
    WORDS,
    /** And by what the sentences mean as wholes. */
    SENTENCES
  }

  /** Which database. */
  public sealed interface DatabaseChoice {
    /** A file in the data folder. */
    record Sqlite() implements DatabaseChoice {}

    /** A server; the password is a reference. */
    record Postgresql(String url, String user, String password) implements DatabaseChoice {}
  }

  /** How what is stored is kept. */
  public record Keeping(DatabaseChoice database, Witnessing witnessing, Retention retention) {
    /** As an installation keeps it that says nothing but which database. */
    public static Keeping in(DatabaseChoice database) {
      return new Keeping(database, Witnessing.LOCAL, Retention.FOR_EVER);
    }
  }

  /**
   * Who is shown how far the audit has come.
   *
   * @param every how often
   * @param key a reference to the Ed25519 key that signs; empty for one that is made in {@code
   *     data}
   * @param file where the heads are noted on this machine; empty for {@code data/audit-heads.jsonl}
   * @param syslog {@code udp://host:514} or {@code tcp://host:601}
   */
  public record Witnessing(
      Duration every,
      Optional<String> key,
      Optional<Path> file,
      Optional<URI> syslog,
      Optional<Endpoint> http) {
    public static final Witnessing LOCAL =
        new Witnessing(
            Duration.ofMinutes(5),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** An HTTP address; the bearer token is a reference. */
  public record Endpoint(URI url, Optional<String> token) {}

  /**
   * For how many days each class of data is kept; what is not named is kept for ever.
   *
   * @param audit the audit's entries
   * @param history walks and runs that have ended, with all their events
   * @param requests the texts of requests that were worked
   */
  public record Retention(
      Optional<Integer> audit, Optional<Integer> history, Optional<Integer> requests) {
    public static final Retention FOR_EVER =
        new Retention(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The connectors that are switched on. */
  public record Doors(
      Optional<Slack> slack,
      Optional<Teams> teams,
      Optional<RequestTracker> rt,
      Optional<Zendesk> zendesk,
      Optional<Oidc> oidc,
      Optional<Groups> groups,
      Optional<DirectoryNames> names) {
    /** Ones that know no names of a directory. */
    public Doors(
        Optional<Slack> slack,
        Optional<Teams> teams,
        Optional<RequestTracker> rt,
        Optional<Zendesk> zendesk,
        Optional<Oidc> oidc,
        Optional<Groups> groups) {
      this(slack, teams, rt, zendesk, oidc, groups, Optional.empty());
    }

    public static final Doors NONE =
        new Doors(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * A directory whose groups give roles.
   *
   * @param target of kind {@code ldap}
   * @param keep how long what was read counts
   * @param roles by the name of the group
   */
  public record Groups(Target target, Duration keep, Map<String, Set<Role>> roles) {
    public Groups {
      roles = Map.copyOf(roles);
    }
  }

  /**
   * A directory whose people and groups are known by their names.
   *
   * @param target of kind {@code ldap}
   * @param every how often they are read
   * @param groupInputs the names of the inputs whose values are groups
   */
  public record DirectoryNames(Target target, Duration every, Set<String> groupInputs) {
    public DirectoryNames {
      groupInputs = Set.copyOf(groupInputs);
    }
  }

  /**
   * An issuer at which people sign in to the chat page by OpenID Connect.
   *
   * @param name how people call it
   * @param issuer exactly as it writes itself
   * @param secret a reference
   * @param session how long a sign-in lasts
   * @param roles what of its tokens gives roles
   */
  public record Oidc(
      String name,
      URI issuer,
      String clientId,
      String secret,
      Duration session,
      Optional<RoleClaim> roles) {}

  /**
   * Slack.
   *
   * @param tokens references to the bot's tokens, by the workspace's id
   */
  public record Slack(Map<String, String> tokens, SlackIntake intake, URI baseUrl, String command) {
    public Slack {
      tokens = Map.copyOf(tokens);
    }

    /** The slash command of whoever names no other. */
    public static final String COMMAND = "/desk";
  }

  /** How Slack's requests come in. */
  public sealed interface SlackIntake {
    /** Slack calls us; a reference to the secret that it signs with. */
    record Signed(String signingSecret) implements SlackIntake {}

    /** We call Slack, and keep the connection; a reference to the token. */
    record Socket(String appToken) implements SlackIntake {}
  }

  /**
   * Microsoft Teams.
   *
   * @param tenants the Entra tenants whose people are heard, by their ids
   * @param app whose tokens are checked; empty for a test tool on this machine, which has none
   * @param services the Bot Connector's addresses
   */
  public record Teams(List<String> tenants, Optional<TeamsApp> app, List<URI> services) {
    public Teams {
      tenants = List.copyOf(tenants);
      services = List.copyOf(services);
    }
  }

  /** The bot's app at Entra; the password is a reference. */
  public record TeamsApp(String id, String password, Cloud cloud, URI login, URI openId) {}

  /**
   * A Request Tracker.
   *
   * @param name in accounts: {@code rt:NAME:USER}
   * @param ownUser the id of the user that Deskhand is there
   * @param queue in which tickets are opened; without it none are
   */
  public record RequestTracker(
      String name,
      URI baseUrl,
      String ownUser,
      String token,
      String webhookSecret,
      Optional<String> queue) {}

  /**
   * A Zendesk.
   *
   * @param name in accounts: {@code zendesk:NAME:USER}
   * @param ownUser the id of the agent that Deskhand is there
   * @param channelsWithLogin the channels whose requesters have logged in
   * @param customFields what triggers and trees call custom fields, by their numbers
   */
  public record Zendesk(
      String name,
      URI baseUrl,
      String ownUser,
      String email,
      String token,
      String webhookSecret,
      List<String> channelsWithLogin,
      Map<String, String> customFields) {
    public Zendesk {
      channelsWithLogin = List.copyOf(channelsWithLogin);
      customFields = Map.copyOf(customFields);
    }
  }

  public Allowances limits() {
    return listen.limits();
  }

  public DatabaseChoice database() {
    return keeping.database();
  }

  public List<Path> catalogue() {
    return offered.catalogue();
  }
}

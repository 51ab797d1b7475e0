package dev.deskhand.app.config;

import dev.deskhand.runbooks.action.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A whole installation, as its administrators describe it. Secrets are references ({@code
 * env:NAME}, {@code file:PATH}) and are resolved where they are needed.
 *
 * @param data the folder of what this installation stores
 * @param catalogue folders of trees, runbooks, utterances and policies; a file of a later folder
 *     takes the place of one with the same name
 * @param people the file that maps accounts to people
 */
public record Settings(
    Listen listen,
    URI baseUrl,
    Path data,
    DatabaseChoice database,
    List<Path> catalogue,
    Path people,
    Doors doors,
    List<Target> targets) {

  /** Where the server listens; port 0 takes any that is free. */
  public record Listen(String host, int port) {}

  /** Which database. */
  public sealed interface DatabaseChoice {
    /** A file in the data folder. */
    record Sqlite() implements DatabaseChoice {}

    /** A server; the password is a reference. */
    record Postgresql(String url, String user, String password) implements DatabaseChoice {}
  }

  /** The connectors that are switched on. */
  public record Doors(
      Optional<Slack> slack, Optional<RequestTracker> rt, Optional<Zendesk> zendesk) {
    public static final Doors NONE =
        new Doors(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A Slack workspace; secret and token are references. */
  public record Slack(
      String team, String signingSecret, String botToken, URI baseUrl, String command) {}

  /**
   * A Request Tracker.
   *
   * @param name in accounts: {@code rt:NAME:USER}
   * @param ownUser the id of the user that Deskhand is there
   */
  public record RequestTracker(
      String name, URI baseUrl, String ownUser, String token, String webhookSecret) {}

  /**
   * A Zendesk.
   *
   * @param name in accounts: {@code zendesk:NAME:USER}
   * @param ownUser the id of the agent that Deskhand is there
   * @param channelsWithLogin the channels whose requesters have logged in
   */
  public record Zendesk(
      String name,
      URI baseUrl,
      String ownUser,
      String email,
      String token,
      String webhookSecret,
      List<String> channelsWithLogin) {}

  public Settings {
    catalogue = List.copyOf(catalogue);
    targets = List.copyOf(targets);
  }
}

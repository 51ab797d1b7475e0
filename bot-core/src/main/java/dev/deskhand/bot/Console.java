package dev.deskhand.bot;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.plan.FreezeVerb;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.bot.resolution.Resolution;
import dev.deskhand.bot.resolution.RunTimeline;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.Emergency;
import dev.deskhand.runbooks.run.LiveOutputs;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.StoredRun;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the command line and programs do with runs, as a person that they name. The same policies
 * hold as in chat, and the audit says where it came from. Each call is one commit, or none.
 * Thread-safe.
 */
public final class Console {
  /** What policies see as the channel. */
  static final String CHANNEL = "console";

  private final Journal journal;
  private final Parts parts;
  private final Turns turns;
  private final ConsoleCommits commits;
  private final Entrance entrance;
  private final InstantSource clock;

  /**
   * By which door somebody came.
   *
   * @param channel what policies see
   * @param audited what the audit calls it
   * @param ground how it is known who they are
   */
  record Entrance(String channel, String audited, String ground) {
    static final Entrance COMMAND_LINE =
        new Entrance(CHANNEL, "command-line", "signed with the key in the data folder");
    static final Entrance PORTAL = new Entrance("web", "portal", "signed in at the portal");
  }

  /** What it stands on. */
  public record Parts(
      RunStore runs,
      RunStarter starter,
      RunSpeech speech,
      RunShelf shelf,
      Enactor.Controls controls,
      Visible visible,
      LiveOutputs outputs,
      Venues venues) {}

  public Console(Journal journal, Parts parts, InstantSource clock) {
    this(journal, parts, new Turns(), Entrance.COMMAND_LINE, clock);
  }

  private Console(
      Journal journal, Parts parts, Turns turns, Entrance entrance, InstantSource clock) {
    this.journal = journal;
    this.parts = parts;
    this.turns = turns;
    this.commits = new ConsoleCommits(journal, turns, entrance, clock);
    this.entrance = entrance;
    this.clock = clock;
  }

  /** What the portal does with runs, as a person who is signed in there. */
  public Portal portal() {
    return new Portal(new Console(journal, parts, turns, Entrance.PORTAL, clock), parts);
  }

  /** What is done about accounts, tokens, and who approves for whom. */
  public IdentityConsole identity() {
    return new IdentityConsole(journal, turns, commits, parts.controls());
  }

  /** What is done about sentences that were not understood. */
  public TeachingConsole teaching() {
    return new TeachingConsole(commits, parts.controls().teaching());
  }

  /**
   * A run and what happened to it, in order.
   *
   * @param live what the attempts say that this process is making
   */
  public record Told(StoredRun run, List<Resolution.Entry> timeline, List<LiveOutputs.Piece> live) {
    public Told {
      timeline = List.copyOf(timeline);
      live = List.copyOf(live);
    }
  }

  /**
   * Starts a runbook.
   *
   * @param given values by input name, as they were said
   * @param cause makes this call itself: the same one again is the same run
   */
  public Started start(Principal by, RunbookId runbook, Map<String, String> given, String cause) {
    RunRequest request = request(by, Map.of());
    return start(
        by,
        "start of " + runbook,
        cause,
        before -> again(by, before, runbook, given),
        (append, id) -> parts.starter().begin(append, id, runbook, given, by, request));
  }

  /** What a call is that began a run before. */
  private Started again(
      Principal by, StoredRun before, RunbookId runbook, Map<String, String> given) {
    return parts.starter().isPlanOf(before.run().plan(), runbook, given, by.id())
        ? new RunStarter.Begun.Run(before.id())
        : new Started.Otherwise(before.id());
  }

  /** How a run is begun in an append. */
  interface Beginning<T extends Started> {
    T in(Append.Builder append, RunId id);
  }

  /**
   * Begins a run, once for a cause.
   *
   * @param again what this call is where a run of its cause exists
   */
  <T extends Started> T start(
      Principal by,
      String what,
      String cause,
      Function<StoredRun, T> again,
      Beginning<T> beginning) {
    RunId id = RunId.causedBy(by.tenant() + "|" + entrance.channel() + "|" + by.id() + "|" + cause);
    return commits.commitIfNoted(
        by,
        what,
        append -> {
          Optional<StoredRun> before = parts.runs().find(by.tenant(), id);
          if (before.isPresent()) {
            return new ConsoleCommits.Heard<>(again.apply(before.get()), false);
          }
          T begun = beginning.in(append, id);
          return new ConsoleCommits.Heard<>(
              begun,
              begun instanceof RunStarter.Begun.Run || begun instanceof RunStarter.Begun.Refused);
        });
  }

  /** The same in an emergency, past what the policies ask for otherwise, if they allow that. */
  public Started startBreakingGlass(
      Principal by, RunbookId runbook, Map<String, String> given, String cause, String why) {
    BreakGlass glass = parts.controls().glass();
    return start(
        by,
        "break-glass start of " + runbook,
        cause,
        before -> again(by, before, runbook, given),
        (append, id) -> {
          RunStarter.Begun begun =
              parts
                  .starter()
                  .begin(append, id, runbook, given, by, glass.now(request(by, Map.of())));
          if (begun instanceof RunStarter.Begun.Run) {
            glass.note(append, id, runbook, by.id(), why);
          }
          return begun;
        });
  }

  /** The emergencies that wait for a review. */
  public List<Emergency> reviews(Principal by) {
    return parts.controls().glass().open(by);
  }

  /** Says that an emergency has been looked at. */
  public BreakGlass.Heard review(Principal by, RunId run, String why) {
    return commits.commitIfNoted(
        by,
        "review of " + run,
        append -> {
          BreakGlass.Heard heard = parts.controls().glass().review(append, by, run, why);
          return new ConsoleCommits.Heard<>(
              heard, !(heard instanceof BreakGlass.Heard.NoSuchReview));
        });
  }

  /** What a start would do, without any effect or record. */
  public RunStarter.Preview preview(Principal by, RunbookId runbook, Map<String, String> given) {
    return parts.starter().preview(runbook, given, by, request(by, Map.of()));
  }

  /** What this person is shown of the catalogue. */
  public Visible visible() {
    return parts.visible();
  }

  /** Says something to a run. */
  public RunSpeech.Heard say(Principal by, RunId run, RunVerb verb) {
    return commits.commitIfNoted(
        by,
        Continuer.outcome(verb) + " of " + run,
        append -> {
          RunSpeech.Heard heard = parts.speech().say(append, by, run, verb);
          return new ConsoleCommits.Heard<>(
              heard,
              heard instanceof RunSpeech.Heard.Noted || heard instanceof RunSpeech.Heard.Refused);
        });
  }

  /** Stops effects, or lets them go on. */
  public Stopping.Heard say(Principal by, FreezeVerb verb) {
    return commits.commit(
        by,
        "freeze of " + verb.scope(),
        append -> parts.controls().stopping().say(append, by, verb));
  }

  /** Has the catalogue read anew; takes as long as that takes. */
  public Reloading.Heard reload(Principal by) {
    return commits.commit(
        by, "reload of the catalogue", append -> parts.controls().reloading().say(append, by));
  }

  /** What is stopped, and what is under way. */
  public Stopping.Standing frozen(Principal by) {
    return parts.controls().stopping().standing(by);
  }

  /** The runs that this person may read about, the newest first. */
  public List<StoredRun> recent(Principal by) {
    return parts.shelf().recent(by);
  }

  /** A run; empty if there is none that this person may read about. */
  public Optional<Told> find(Principal by, RunId id) {
    return parts
        .shelf()
        .find(by, id)
        .map(
            stored ->
                new Told(
                    stored,
                    RunTimeline.of(stored.run(), parts.runs().history(by.tenant(), id)),
                    parts.outputs().of(id)));
  }

  /** A long text that a run names; empty if it names none, or this person may not read about it. */
  public Optional<String> artefact(Principal by, RunId id, String sha256) {
    return parts
        .shelf()
        .find(by, id)
        .flatMap(stored -> parts.runs().artefact(by.tenant(), stored.id(), sha256));
  }

  /** People hear of it where they talk to the bot. */
  RunRequest request(Principal by, Map<String, String> circumstances) {
    Map<String, String> all = new TreeMap<>(circumstances);
    all.put("channel", entrance.channel());
    String where =
        parts
            .venues()
            .direct(by.tenant(), by.id())
            .orElseGet(() -> ConversationId.ofConsole(by.id().value()))
            .stream()
            .toString();
    return new RunRequest(by.id(), by.id(), where, where, Optional.empty(), all);
  }
}

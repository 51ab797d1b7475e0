package dev.deskhand.bot.plan;

import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.TokenId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads commands. Their first words, and names of runbooks and runs, are read in any case. */
final class CommandReader {
  private static final Pattern RUN = Pattern.compile("[a-z0-9-]{1,60}");

  /** The ids that the bot gives runs: no sentence has such a word by chance. */
  private static final Pattern OWN_RUN = Pattern.compile("r-[0-9a-f]{20}");

  /** What desks number their tickets by; "take on-call duty" names none. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** A longer sentence that begins with "catalogue" tells of one. */
  private static final int MOST_BROWSED = 4;

  Command read(Personal text) {
    CommandLine line = new CommandLine(text.value());
    List<String> rest = line.rest();
    return switch (line.verb()) {
      case "", "help" -> new Command.Help();
      case "run" -> run(rest);
      case "runs" -> rest.isEmpty() ? new Command.ListRuns() : malformed("runs");
      case "my" -> rest.isEmpty() ? new Command.ListOwn() : new Command.Ask(text.value());
      case "status" -> status(text, rest);
      case "show" -> about(rest, 1) ? new Command.Show(id(rest)) : malformed("show RUN");
      case "cancel" -> simple("cancel", rest, new RunVerb.Cancel());
      case "pause" -> simple("pause", rest, new RunVerb.Pause());
      case "resume" -> simple("resume", rest, new RunVerb.Resume());
      case "approve" -> simple("approve", rest, new RunVerb.Approve(Optional.empty()));
      case "decline" -> decline(rest, line.after(2));
      case "request-changes" -> requestChanges(rest, line.after(2));
      case "resolve" -> resolve(rest);
      case "answer" -> answer(rest);
      case "freeze" -> freeze(line, FreezeVerb.Stop::new);
      case "unfreeze" -> freeze(line, FreezeVerb.Lift::new);
      case "frozen" -> rest.isEmpty() ? new Command.ListFrozen() : new Command.Ask(text.value());
      case "catalogue", "catalog" -> new Command.Browse(String.join(" ", rest));
      case "pin-offer" -> pin(rest);
      case "link" -> link(text, rest);
      case "unlink" -> unlink(text, rest);
      case "accounts" -> accounts(text, rest);
      case "delegate" -> DelegationReader.hand(rest);
      case "undelegate" -> DelegationReader.takeBack(rest);
      case "delegations" ->
          rest.isEmpty()
              ? new Command.Delegate(new DelegationVerb.List())
              : new Command.Ask(text.value());
      case "break-glass" -> breakGlass(line);
      case "reviews" ->
          rest.isEmpty() ? new Command.Glass(new GlassVerb.List()) : new Command.Ask(text.value());
      case "review" -> review(text, rest, line.after(2));
      case "tokens" -> rest.isEmpty() ? new Command.ListTokens() : new Command.Ask(text.value());
      case "revoke-token" -> revokeToken(rest);
      case "open-ticket" -> new Command.OpenTicket(line.after(1));
      case "take" -> TakeReader.read(line);
      case "ask" -> new Command.Ask(line.after(1));
      default -> new Command.Ask(text.value());
    };
  }

  /**
   * True for a sentence that can be meant as a command only, so that a mention may be followed by
   * one. What merely begins like a command is a sentence.
   */
  boolean isCommand(Personal text) {
    List<String> rest = new CommandLine(text.value()).rest();
    return switch (read(text)) {
      case Command.Run _,
          Command.ListRuns _,
          Command.ListOwn _,
          Command.ListFrozen _,
          Command.OpenTicket _,
          Command.Pin _,
          Command.Accounts _,
          Command.Delegate _,
          Command.ListTokens _,
          Command.RevokeToken _ ->
          true;
      case Command.Glass _ -> true;
      case Command.Browse _ -> rest.size() < MOST_BROWSED;
      case Command.Stop stop -> rest.getFirst().equals(stop.verb().scope().value());
      case Command.Show _, Command.Speak _, Command.Malformed _ ->
          rest.stream().findFirst().filter(CommandReader::isOwnRun).isPresent();
      case Command.TakeRun _, Command.TakeWalk _ -> true;
      case Command.Take(TicketRef ticket, var _) -> NUMBER.matcher(ticket.id()).matches();
      case Command.Help _, Command.Ask _ -> false;
    };
  }

  private static boolean isOwnRun(String word) {
    return OWN_RUN.matcher(plain(word)).matches();
  }

  /** A name, however it is capitalised: telephones do it by themselves. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static Command run(List<String> words) {
    Optional<RunbookId> runbook = runbook(words);
    if (runbook.isEmpty()) {
      return new Command.Malformed("Write `run NAME key=value …`, such as `run unlock-account`.");
    }
    return switch (Pairs.read(words.subList(1, words.size()))) {
      case Pairs.Read(var given) -> new Command.Run(runbook.get(), given);
      case Pairs.Unreadable(String advice) -> new Command.Malformed(advice);
    };
  }

  /** The one that the first word names. */
  static Optional<RunbookId> runbook(List<String> words) {
    return words.stream()
        .findFirst()
        .map(CommandReader::plain)
        .filter(name -> RunbookId.FORM.matcher(name).matches())
        .map(RunbookId::new);
  }

  /** Words like {@code key=value} come first; what follows them is why. */
  private static Command breakGlass(CommandLine line) {
    List<String> words = line.rest();
    List<String> inputs = words.stream().skip(1).takeWhile(word -> word.indexOf('=') > 0).toList();
    String why = line.after(2 + inputs.size());
    Optional<RunbookId> runbook = runbook(words);
    if (why.isBlank() || runbook.isEmpty()) {
      return new Command.Malformed(
          "Write `break-glass NAME key=value … why it is an emergency`; somebody else has to"
              + " review it.");
    }
    return switch (Pairs.read(inputs)) {
      case Pairs.Read(var given) ->
          new Command.Glass(new GlassVerb.Start(runbook.get(), given, why));
      case Pairs.Unreadable(String advice) -> new Command.Malformed(advice);
    };
  }

  /** Other sentences may begin with this word. */
  private static Command review(Personal text, List<String> words, String why) {
    return words.size() > 1 && isOwnRun(words.getFirst())
        ? new Command.Glass(new GlassVerb.Review(id(words), why))
        : new Command.Ask(text.value());
  }

  /** Other sentences may begin with this word. */
  private static Command status(Personal text, List<String> words) {
    if (words.isEmpty()) {
      return new Command.ListRuns();
    }
    return words.size() == 1 && isOwnRun(words.getFirst())
        ? new Command.Show(id(words))
        : new Command.Ask(text.value());
  }

  private static Command simple(String name, List<String> words, RunVerb verb) {
    return about(words, 1) ? new Command.Speak(id(words), verb) : malformed(name + " RUN");
  }

  private static Command decline(List<String> words, String why) {
    return words.isEmpty() || !isRun(words)
        ? malformed("decline RUN why")
        : new Command.Speak(id(words), new RunVerb.Decline(Optional.empty(), why));
  }

  private static Command requestChanges(List<String> words, String why) {
    return words.size() < 2 || !isRun(words)
        ? malformed("request-changes RUN what has to be different")
        : new Command.Speak(id(words), new RunVerb.RequestChanges(why));
  }

  private static Command resolve(List<String> words) {
    if (about(words, 3)) {
      for (Settlement settlement : Settlement.values()) {
        Optional<StepRef> step = step(words.get(1));
        if (word(settlement).equals(words.get(2)) && step.isPresent()) {
          return new Command.Speak(
              id(words), new RunVerb.Settle(step.get(), Optional.empty(), settlement));
        }
      }
    }
    return malformed("resolve RUN STEP done|not-done|give-up");
  }

  private static Command answer(List<String> words) {
    if (words.size() > 1 && isRun(words)) {
      Optional<StepRef> step = step(words.get(1));
      if (step.isPresent()) {
        return switch (Pairs.read(words.subList(2, words.size()))) {
          case Pairs.Read(var given) ->
              new Command.Speak(id(words), new RunVerb.Answer(step.get(), given));
          case Pairs.Unreadable(String advice) -> new Command.Malformed(advice);
        };
      }
    }
    return malformed("answer RUN STEP name=value …");
  }

  /** Without a scope in front of the reason, everything is meant. */
  private static Command freeze(
      CommandLine line, BiFunction<Freeze.Scope, String, FreezeVerb> verb) {
    Optional<Freeze.Scope> named =
        line.rest().stream().findFirst().map(CommandReader::plain).flatMap(Freeze.Scope::parse);
    String why = line.after(named.isPresent() ? 2 : 1);
    return why.isBlank()
        ? new Command.Malformed(
            "Write `"
                + line.verb()
                + " SCOPE why`; SCOPE is `everything`, `runbook/NAME` or `target/NAME`.")
        : new Command.Stop(verb.apply(named.orElse(Freeze.Scope.EVERYTHING), why));
  }

  /** Other sentences may begin with these three words, so that none of them is malformed. */
  private static Command link(Personal text, List<String> words) {
    if (words.isEmpty()) {
      return new Command.Accounts(new AccountVerb.ShowCode());
    }
    return words.size() == 1 && LinkCodes.isCode(words.getFirst())
        ? new Command.Accounts(new AccountVerb.EnterCode(words.getFirst()))
        : new Command.Ask(text.value());
  }

  private static Command unlink(Personal text, List<String> words) {
    return Optional.of(words)
        .filter(it -> it.size() == 1)
        .flatMap(it -> Account.parse(it.getFirst()))
        .<Command>map(account -> new Command.Accounts(new AccountVerb.Unlink(account)))
        .orElseGet(() -> new Command.Ask(text.value()));
  }

  private static Command accounts(Personal text, List<String> words) {
    Optional<PersonId> whose =
        words.stream().findFirst().filter(PersonId::isValid).map(PersonId::new);
    return words.size() == (whose.isPresent() ? 1 : 0)
        ? new Command.Accounts(new AccountVerb.List(whose))
        : new Command.Ask(text.value());
  }

  private static Command revokeToken(List<String> words) {
    return words.size() == 1 && TokenId.isValid(words.getFirst())
        ? new Command.RevokeToken(new TokenId(words.getFirst()))
        : new Command.Malformed("Write `revoke-token ID`, with an id that **tokens** shows.");
  }

  private static Command pin(List<String> words) {
    return words.size() == 1 && OfferName.FORM.matcher(words.getFirst()).matches()
        ? new Command.Pin(new OfferName(words.getFirst()))
        : new Command.Malformed("Write `pin-offer NAME`, with the name of an offer's file.");
  }

  /** The word that people use for a settlement, such as {@code not-done}. */
  static String word(Settlement settlement) {
    return settlement.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean about(List<String> words, int count) {
    return words.size() == count && isRun(words);
  }

  private static boolean isRun(List<String> words) {
    return RUN.matcher(plain(words.getFirst())).matches();
  }

  private static RunId id(List<String> words) {
    return new RunId(plain(words.getFirst()));
  }

  private static Optional<StepRef> step(String text) {
    try {
      return Optional.of(StepRef.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Command malformed(String form) {
    return new Command.Malformed(
        "Write `" + form + "`; a run's name is like `r-0123456789abcdef0123`.");
  }
}

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads commands. Words are kept together by double quotes: {@code reason="two words"}. */
final class CommandReader {
  private static final Pattern RUN = Pattern.compile("[a-z0-9-]{1,60}");

  /** The ids that the bot gives runs: no sentence has such a word by chance. */
  private static final Pattern OWN_RUN = Pattern.compile("r-[0-9a-f]{20}");

  /** What desks number their tickets by; "take on-call duty" names none. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** A longer sentence that begins with "catalogue" tells of one. */
  private static final int MOST_BROWSED = 4;

  Command read(Personal text) {
    List<String> words = words(text.value());
    if (words.isEmpty()) {
      return new Command.Help();
    }
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "help" -> new Command.Help();
      case "run" -> run(rest);
      case "runs" -> rest.isEmpty() ? new Command.ListRuns() : malformed("runs");
      case "my" -> rest.isEmpty() ? new Command.ListOwn() : new Command.Ask(text.value());
      case "status" -> status(text, rest);
      case "show" -> about(rest, 1) ? new Command.Show(id(rest)) : malformed("show RUN");
      case "cancel" -> simple("cancel", rest, new RunVerb.Cancel());
      case "pause" -> simple("pause", rest, new RunVerb.Pause());
      case "resume" -> simple("resume", rest, new RunVerb.Resume());
      case "approve" -> simple("approve", rest, new RunVerb.Approve(Optional.empty()));
      case "decline" -> decline(rest);
      case "request-changes" -> requestChanges(rest);
      case "resolve" -> resolve(rest);
      case "answer" -> answer(rest);
      case "freeze" -> freeze("freeze", rest, FreezeVerb.Stop::new);
      case "unfreeze" -> freeze("unfreeze", rest, FreezeVerb.Lift::new);
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
      case "break-glass" -> breakGlass(rest);
      case "reviews" ->
          rest.isEmpty() ? new Command.Glass(new GlassVerb.List()) : new Command.Ask(text.value());
      case "review" -> review(text, rest);
      case "tokens" -> rest.isEmpty() ? new Command.ListTokens() : new Command.Ask(text.value());
      case "revoke-token" -> revokeToken(rest);
      case "open-ticket" -> new Command.OpenTicket(after("open-ticket", text, rest));
      case "take" -> take(text.value().strip().split("\\s+", 3));
      case "ask" -> new Command.Ask(after("ask", text, rest));
      default -> new Command.Ask(text.value());
    };
  }

  /**
   * True for a sentence that can be meant as a command only, so that a mention may be followed by
   * one. What merely begins like a command is a sentence.
   */
  boolean isCommand(Personal text) {
    List<String> words = words(text.value());
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
      case Command.Browse _ -> words.size() <= MOST_BROWSED;
      case Command.Stop stop -> words.get(1).equals(stop.verb().scope().value());
      case Command.Show _, Command.Speak _ -> OWN_RUN.matcher(words.get(1)).matches();
      case Command.Malformed _ -> words.size() > 1 && OWN_RUN.matcher(words.get(1)).matches();
      case Command.Take(TicketRef ticket, var _) -> NUMBER.matcher(ticket.id()).matches();
      case Command.Help _, Command.Ask _ -> false;
    };
  }

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean isQuoted = false;
    for (char c : (text + " ").toCharArray()) {
      if (c == '"' || c == '“' || c == '”') {
        isQuoted = !isQuoted;
      } else if (isQuoted || !Character.isWhitespace(c)) {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    return words;
  }

  /** What follows the first word, as it was written; where that is quoted, its words. */
  private static String after(String first, Personal text, List<String> rest) {
    String whole = text.value().strip();
    return whole.startsWith(first)
        ? whole.substring(first.length()).strip()
        : String.join(" ", rest);
  }

  private static Command run(List<String> words) {
    if (words.isEmpty() || !RunbookId.FORM.matcher(words.getFirst()).matches()) {
      return new Command.Malformed("Write `run NAME key=value …`, such as `run unlock-account`.");
    }
    return values(words.subList(1, words.size()))
        .<Command>map(given -> new Command.Run(new RunbookId(words.getFirst()), given))
        .orElseGet(
            () ->
                new Command.Malformed(
                    "Each input is written as `key=value`; in quotes if it has spaces."));
  }

  /** Words like {@code key=value} come first; what follows them is why. */
  private static Command breakGlass(List<String> words) {
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    List<String> inputs = rest.stream().takeWhile(word -> word.indexOf('=') > 0).toList();
    String why = String.join(" ", rest.subList(inputs.size(), rest.size()));
    return why.isBlank() || !RunbookId.FORM.matcher(words.getFirst()).matches()
        ? new Command.Malformed(
            "Write `break-glass NAME key=value … why it is an emergency`; somebody else has to"
                + " review it.")
        : new Command.Glass(
            new GlassVerb.Start(
                new RunbookId(words.getFirst()), values(inputs).orElseThrow(), why));
  }

  /** Other sentences may begin with this word. */
  private static Command review(Personal text, List<String> words) {
    return words.size() > 1 && OWN_RUN.matcher(words.getFirst()).matches()
        ? new Command.Glass(
            new GlassVerb.Review(id(words), String.join(" ", words.subList(1, words.size()))))
        : new Command.Ask(text.value());
  }

  /** Other sentences may begin with this word. */
  private static Command status(Personal text, List<String> words) {
    if (words.isEmpty()) {
      return new Command.ListRuns();
    }
    return words.size() == 1 && OWN_RUN.matcher(words.getFirst()).matches()
        ? new Command.Show(id(words))
        : new Command.Ask(text.value());
  }

  private static Command simple(String name, List<String> words, RunVerb verb) {
    return about(words, 1) ? new Command.Speak(id(words), verb) : malformed(name + " RUN");
  }

  private static Command decline(List<String> words) {
    if (words.isEmpty() || !RUN.matcher(words.getFirst()).matches()) {
      return malformed("decline RUN why");
    }
    String why = String.join(" ", words.subList(1, words.size()));
    return new Command.Speak(id(words), new RunVerb.Decline(Optional.empty(), why));
  }

  private static Command requestChanges(List<String> words) {
    if (words.size() < 2 || !RUN.matcher(words.getFirst()).matches()) {
      return malformed("request-changes RUN what has to be different");
    }
    String why = String.join(" ", words.subList(1, words.size()));
    return new Command.Speak(id(words), new RunVerb.RequestChanges(why));
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
    if (words.size() > 1 && RUN.matcher(words.getFirst()).matches()) {
      Optional<StepRef> step = step(words.get(1));
      Optional<Map<String, String>> given = values(words.subList(2, words.size()));
      if (step.isPresent() && given.isPresent()) {
        return new Command.Speak(id(words), new RunVerb.Answer(step.get(), given.get()));
      }
    }
    return malformed("answer RUN STEP name=value …");
  }

  /** Without a scope in front of the reason, everything is meant. */
  private static Command freeze(
      String name, List<String> words, BiFunction<Freeze.Scope, String, FreezeVerb> verb) {
    Optional<Freeze.Scope> named = words.stream().findFirst().flatMap(Freeze.Scope::parse);
    String why = String.join(" ", words.subList(named.isPresent() ? 1 : 0, words.size()));
    return why.isBlank()
        ? new Command.Malformed(
            "Write `"
                + name
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

  private static Command take(String[] words) {
    if (words.length < 3 || !words[1].matches("[a-z]+-\\w+")) {
      return new Command.Malformed(
          "Write `take TICKET what it is about`, such as `take rt-42 VPN fails`.");
    }
    return new Command.Take(TicketRef.parse(words[1]), words[2]);
  }

  /** The word that people use for a settlement, such as {@code not-done}. */
  static String word(Settlement settlement) {
    return settlement.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean about(List<String> words, int count) {
    return words.size() == count && RUN.matcher(words.getFirst()).matches();
  }

  private static RunId id(List<String> words) {
    return new RunId(words.getFirst());
  }

  private static Optional<StepRef> step(String text) {
    try {
      return Optional.of(StepRef.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Words like {@code key=value}; empty if one is not. */
  private static Optional<Map<String, String>> values(List<String> words) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        return Optional.empty();
      }
      values.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return Optional.of(values);
  }

  private static Command malformed(String form) {
    return new Command.Malformed(
        "Write `" + form + "`; a run's name is like `r-0123456789abcdef0123`.");
  }
}

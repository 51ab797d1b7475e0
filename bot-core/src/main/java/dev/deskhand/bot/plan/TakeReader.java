package dev.deskhand.bot.plan;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.trees.TreeId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code take TICKET WORDS}, {@code take TICKET run NAME …}, {@code take TICKET walk TREE}.
 */
final class TakeReader {
  private static final Pattern TICKET = Pattern.compile("[a-z]+-\\w+");

  private TakeReader() {}

  static Command read(CommandLine line) {
    List<String> words = line.rest();
    String named = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    if (words.size() < 2 || !TICKET.matcher(named).matches()) {
      return new Command.Malformed(
          "Write `take TICKET what it is about`, such as `take rt-42 VPN fails`, or"
              + " `take TICKET run NAME key=value …`.");
    }
    TicketRef ticket = TicketRef.parse(named);
    List<String> rest = words.subList(2, words.size());
    Optional<RunbookId> runbook = CommandReader.runbook(rest);
    if (words.get(1).equals("run") && runbook.isPresent()) {
      return run(ticket, runbook.get(), rest.subList(1, rest.size()), line);
    }
    return words.get(1).equals("walk") && rest.size() == 1 && TreeId.isValid(rest.getFirst())
        ? new Command.TakeWalk(ticket, new TreeId(rest.getFirst()))
        : new Command.Take(ticket, line.after(2));
  }

  /** "The run on the bank" is a sentence: a runbook's name is followed by values, or by nothing. */
  private static Command run(
      TicketRef ticket, RunbookId runbook, List<String> values, CommandLine line) {
    if (!values.isEmpty() && values.getFirst().indexOf('=') < 1) {
      return new Command.Take(ticket, line.after(2));
    }
    return switch (Pairs.read(values)) {
      case Pairs.Read(var given) -> new Command.TakeRun(ticket, runbook, given);
      case Pairs.Unreadable(String advice) -> new Command.Malformed(advice);
    };
  }
}

package dev.deskhand.bot.plan;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.Personal;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads commands. */
final class CommandReader {

  Command read(Personal text) {
    List<String> words = Arrays.asList(text.value().strip().split("\\s+"));
    return switch (words.getFirst()) {
      case "", "help" -> new Command.Help();
      case "run" -> run(words.subList(1, words.size()));
      case "cancel" -> cancel(words);
      case "take" -> take(words);
      case "ask" -> new Command.Ask(String.join(" ", words.subList(1, words.size())));
      default -> new Command.Ask(text.value());
    };
  }

  private static Command run(List<String> words) {
    if (words.isEmpty() || !RunbookId.FORM.matcher(words.getFirst()).matches()) {
      return new Command.Malformed("Write `run NAME key=value …`, such as `run unlock-account`.");
    }
    Map<String, String> given = new HashMap<>();
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        return new Command.Malformed("Each input is written as `key=value`, without spaces.");
      }
      given.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return new Command.Run(new RunbookId(words.getFirst()), given);
  }

  private static Command cancel(List<String> words) {
    return words.size() == 2 && words.get(1).matches("[a-z0-9-]{1,60}")
        ? new Command.Cancel(new RunId(words.get(1)))
        : new Command.Malformed("Write `cancel RUN`, such as `cancel r-0123456789abcdef0123`.");
  }

  private static Command take(List<String> words) {
    if (words.size() < 3 || !words.get(1).matches("[a-z]+-\\w+")) {
      return new Command.Malformed(
          "Write `take TICKET what it is about`, such as `take rt-42 VPN fails`.");
    }
    return new Command.Take(
        TicketRef.parse(words.get(1)), String.join(" ", words.subList(2, words.size())));
  }
}

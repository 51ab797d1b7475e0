package dev.deskhand.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about the accounts of one person. */
@Command(
    name = "accounts",
    description = "Which accounts are one person, how another one becomes theirs, and ends to be.",
    subcommands = {
      AccountCommands.Show.class,
      AccountCommands.Link.class,
      AccountCommands.Unlink.class
    })
public final class AccountCommands {

  @Command(name = "list", description = "Lists a person's accounts.")
  static final class Show implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Option(names = "--of", paramLabel = "PERSON", description = "Whose (default: one's own).")
    private @Nullable String whose;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            for (JsonNode it : server.accounts(whose == null ? "" : whose).path("accounts")) {
              System.out.printf(
                  "%-40s  %s%n",
                  it.path("account").asText(),
                  it.has("linked")
                      ? "linked since " + it.path("linked").asText()
                      : "by the people file");
            }
            return ExitCode.DONE;
          });
    }
  }

  @Command(
      name = "link",
      description =
          "Prints a code. Whoever writes 'link CODE' to the bot within ten minutes, from an account"
              + " that it does not know, is this person from then on.")
  static final class Link implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            System.out.println("link " + server.linkCode().path("code").asText());
            return ExitCode.DONE;
          });
    }
  }

  @Command(name = "unlink", description = "Ends the link of an account.")
  static final class Unlink implements Callable<Integer> {
    @Mixin private ConsoleOption console;

    @Parameters(paramLabel = "ACCOUNT", description = "platform:scope:user, as 'list' shows it.")
    private String account;

    @Override
    public Integer call() {
      return console.speak(
          server -> {
            JsonNode link = server.unlink(Server.body().put("account", account));
            System.out.println(
                link.path("account").asText()
                    + " is not "
                    + link.path("person").asText()
                    + " any more");
            return ExitCode.DONE;
          });
    }
  }
}

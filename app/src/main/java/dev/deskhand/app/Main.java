package dev.deskhand.app;

import dev.deskhand.app.bench.BenchCommand;
import dev.deskhand.app.config.Settings;
import dev.deskhand.app.console.AccountCommands;
import dev.deskhand.app.console.DelegationCommands;
import dev.deskhand.app.console.FreezeCommands;
import dev.deskhand.app.console.LookCommands;
import dev.deskhand.app.console.ReloadCommand;
import dev.deskhand.app.console.ReviewCommands;
import dev.deskhand.app.console.RunCommand;
import dev.deskhand.app.console.SayCommands;
import dev.deskhand.app.console.TokenCommands;
import dev.deskhand.app.intents.IntentsCommand;
import dev.deskhand.app.intents.Taught;
import dev.deskhand.runbooks.InputDeclaration;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one command. */
@Command(
    name = "deskhand",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    description =
        "Takes the requests of an IT support desk: understands them, checks permission, does the"
            + " work, and documents it.%n",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Begin with:",
      "  deskhand demo               a whole practice company on this machine",
      "  deskhand demo --story vpn   a story, played and checked in seconds"
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** Runs the command; exits with 0, 1 for something that went wrong, 2 for a wrong call. */
  public static void main(String[] arguments) {
    System.exit(
        ServeCommand.plainly(arguments)
            .map(Main::serve)
            .orElseGet(() -> commandLine(arguments).execute(arguments)));
  }

  private static int serve(ServeCommand serve) {
    try {
      return serve.call();
    } catch (RuntimeException | InterruptedException e) {
      CommandLine.Help.ColorScheme colours =
          CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.AUTO);
      System.err.println(colours.errorText(Told.by(e)));
      return 1;
    }
  }

  /** Knows the command that is called; every command where none is, or an unknown one. */
  static CommandLine commandLine(String... arguments) {
    CommandLine main = new CommandLine(new Main());
    Map<String, Supplier<Object>> commands = commands();
    Supplier<Object> called = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (called == null) {
      commands.forEach((name, command) -> main.addSubcommand(name, command.get()));
      main.addSubcommand(new CommandLine.HelpCommand());
    } else {
      main.addSubcommand(arguments[0], called.get());
    }
    main.setCaseInsensitiveEnumValuesAllowed(true);
    main.registerConverter(LocalDate.class, Main::day);
    main.registerConverter(URI.class, Main::address);
    main.getCommandSpec().version(VersionCommand.text());
    return main.setExecutionExceptionHandler(
        (e, command, _) -> {
          command.getErr().println(command.getColorScheme().errorText(Told.by(e)));
          return 1;
        });
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      throw new CommandLine.TypeConversionException(
          "expected a day such as 2026-01-31, found '" + text + "'");
    }
  }

  private static URI address(String text) {
    if (!text.matches("https?://[^\\s/]+(/\\S*)?")) {
      throw new CommandLine.TypeConversionException(
          "expected an address such as http://127.0.0.1:8080, found '" + text + "'");
    }
    return URI.create(text);
  }

  private static Taught taught(Settings settings) {
    Content content = Installation.read(settings).checked();
    return new Taught(
        content.intents(),
        content.runbooks().stream()
            .collect(
                Collectors.toMap(
                    it -> it.id().value(),
                    it -> it.inputs().stream().map(InputDeclaration::name).toList())));
  }

  /** Made when they are called: to describe a command by reflection takes milliseconds. */
  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand::new);
    commands.put("serve", ServeCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("login", LoginCommand::new);
    commands.put("reload", ReloadCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("runs", LookCommands.Runs::new);
    commands.put("show", LookCommands.Show::new);
    commands.put("approve", SayCommands.Approve::new);
    commands.put("decline", SayCommands.Decline::new);
    commands.put("request-changes", SayCommands.RequestChanges::new);
    commands.put("answer", SayCommands.Answer::new);
    commands.put("pause", SayCommands.Pause::new);
    commands.put("resume", SayCommands.Resume::new);
    commands.put("cancel", SayCommands.Cancel::new);
    commands.put("resolve", SayCommands.Resolve::new);
    commands.put("reviews", ReviewCommands.Reviews::new);
    commands.put("review", ReviewCommands.Review::new);
    commands.put("freeze", FreezeCommands.Freeze::new);
    commands.put("unfreeze", FreezeCommands.Unfreeze::new);
    commands.put("frozen", FreezeCommands.Frozen::new);
    commands.put("offer", OfferCommand::new);
    commands.put("delegate", DelegationCommands.Delegate::new);
    commands.put("delegations", DelegationCommands.Delegations::new);
    commands.put("undelegate", DelegationCommands.Undelegate::new);
    commands.put("accounts", AccountCommands::new);
    commands.put("tokens", TokenCommands::new);
    commands.put("authority", AuthorityCommand::new);
    commands.put("picture", PictureCommand::new);
    commands.put("test", TestCommand::new);
    commands.put("story", StoryCommand::new);
    commands.put("intents", () -> IntentsCommand.of(Main::taught));
    commands.put("explain", ExplainCommand::new);
    commands.put("audit", AuditCommand::new);
    commands.put("erase", EraseCommand::new);
    commands.put("keys", KeysCommand::new);
    commands.put("backup", BackupCommand::new);
    commands.put("retain", RetainCommand::new);
    commands.put("slack", SlackCommand::new);
    commands.put("teams", TeamsCommand::new);
    commands.put("why", WhyCommand::new);
    commands.put("health", HealthCommand::new);
    commands.put("bench", () -> new BenchCommand(Home::catalogue));
    commands.put("rehearse", RehearseCommand::new);
    commands.put("version", VersionCommand::new);
    return commands;
  }
}

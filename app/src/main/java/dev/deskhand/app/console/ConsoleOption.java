package dev.deskhand.app.console;

import dev.deskhand.app.ConfigOption;
import dev.deskhand.app.config.Settings;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.ConsoleTokens;
import dev.deskhand.web.LoginKey;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server is spoken to, and as whom; shared by every command about runs. */
final class ConsoleOption {
  private static final String ANY = "0.0.0.0";

  @Mixin private ConfigOption config;

  @Option(
      names = "--as",
      paramLabel = "PERSON",
      description =
          "Who does it: a person's id in the people file (default: the name of this account).")
  private @Nullable String person;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Where the server listens on this machine (default: as configured).")
  private @Nullable URI server;

  /** Speaks to the server; what it refuses is told, and gives the exit code. */
  int speak(ToIntFunction<Server> conversation) {
    Settings settings = config.settings();
    ConsoleTokens tokens = new ConsoleTokens(LoginKey.in(settings.data()), InstantSource.system());
    URI address = address(settings);
    PersonId whoever = person();
    try (Server asked = new Server(address, tokens, whoever)) {
      return conversation.applyAsInt(asked);
    } catch (RefusedException e) {
      System.err.println(
          e.isUnidentified()
              ? "Nobody is called '"
                  + whoever
                  + "': name a person of the people file with --as. If there is one, "
                  + address
                  + " is another installation than that of "
                  + settings.data()
                  + "."
              : e.getMessage());
      return e.code();
    }
  }

  private PersonId person() {
    String id = person == null ? System.getProperty("user.name") : person;
    if (!PersonId.isValid(id)) {
      throw new IllegalArgumentException("'" + id + "' is no person's id: name one with --as");
    }
    return new PersonId(id);
  }

  private URI address(Settings settings) {
    if (server != null) {
      return server;
    }
    String host = settings.listen().host().equals(ANY) ? "127.0.0.1" : settings.listen().host();
    return URI.create("http://" + host + ":" + settings.listen().port());
  }
}

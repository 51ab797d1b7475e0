package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.LoginKey;
import dev.deskhand.web.LoginLinks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "login",
    description =
        "Prints a link that logs one person in to the chat page, once, within 15 minutes. Works"
            + " while the server runs.")
final class LoginCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "PERSON", description = "The person's id in the people file.")
  private String person;

  @Override
  public Integer call() {
    Settings settings = config.settings();
    Installation installation = Installation.read(settings);
    People people =
        installation
            .people()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the people file has problems: run 'deskhand check'"));
    if (!PersonId.isValid(person)
        || people.principal(TenantId.DEFAULT, new PersonId(person)).isEmpty()) {
      throw new IllegalArgumentException(
          "nobody is called '"
              + person
              + "' in "
              + settings.people()
              + ": add them, or use another id");
    }
    LoginLinks links = new LoginLinks(LoginKey.in(settings.data()), InstantSource.system());
    System.out.println(
        links.link(
            settings.baseUrl(), TenantId.DEFAULT, new PersonId(person), Duration.ofMinutes(15)));
    return 0;
  }
}

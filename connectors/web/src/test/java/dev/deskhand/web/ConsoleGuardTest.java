package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.InMemoryStore;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From where the addresses of the command line and of programs may be called. */
final class ConsoleGuardTest {
  private static final String TOKEN = "dht_0123456789abcdef_" + "a".repeat(43);

  @TempDir private Path data;

  /** What a server that still starts answers to somebody behind a proxy: 503 to whom it lets in. */
  private int answer(String base, String token) throws Exception {
    SettableClock clock = new SettableClock();
    LoginKey key = LoginKey.in(data);
    InMemoryStore store = new InMemoryStore(clock);
    WebSettings settings = WebSettings.at(TenantId.DEFAULT, URI.create(base));
    Sessions sessions = new Sessions(settings, key, new KnownPeople("mia"), store, clock);
    Javalin server =
        Javalin.create(
                config ->
                    new ConsoleRoutes(
                            sessions,
                            new ConsoleTokens(key, clock),
                            Optional::empty,
                            new ConsoleLimit(new RequestMeter(Allowances.DEFAULT), clock))
                        .routes(config.routes))
            .start("127.0.0.1", 0);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + server.port() + "/api/v1/runs"))
                  .header("Authorization", "Bearer " + token)
                  .header("X-Forwarded-For", "192.0.2.7")
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    } finally {
      server.stop();
    }
  }

  @Test
  void a_program_may_call_from_elsewhere_where_people_see_https() throws Exception {
    assertThat(answer("https://desk.example.com", TOKEN)).isEqualTo(503);
    assertThat(answer("http://desk.example.com", TOKEN)).isEqualTo(403);
  }

  @Test
  void the_command_line_may_not() throws Exception {
    ConsoleTokens tokens = new ConsoleTokens(LoginKey.in(data), new SettableClock());
    String token = tokens.header(TenantId.DEFAULT, ChatServer.MIA).substring("Bearer ".length());

    assertThat(answer("https://desk.example.com", token)).isEqualTo(403);
    assertThat(answer("https://desk.example.com", "anything")).isEqualTo(403);
  }
}

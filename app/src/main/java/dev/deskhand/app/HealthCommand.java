package dev.deskhand.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "health",
    description = "Asks a running server how it is. Ends with 0 when it is well, else with 1.")
final class HealthCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Parameters(
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server's address (default: ${DEFAULT-VALUE}).")
  private URI url;

  @Override
  public Integer call() throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve("/healthz")).timeout(PATIENCE).build();
      var answer = http.send(request, BodyHandlers.ofString());
      System.out.println(answer.body());
      return answer.statusCode() == 200 ? 0 : 1;
    } catch (IOException e) {
      System.err.println("no answer from " + url + ": " + e);
      return 1;
    }
  }
}

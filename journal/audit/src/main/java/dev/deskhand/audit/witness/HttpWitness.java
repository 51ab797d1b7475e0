package dev.deskhand.audit.witness;

import dev.deskhand.audit.SignedHead;
import dev.deskhand.audit.json.Lines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * An HTTP endpoint: each head is a POST of JSON, with a bearer token where one is set. Any 2xx is
 * an acknowledgement; redirects are not followed, and no proxy is taken from the environment.
 */
public final class HttpWitness implements Witness, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI address;
  private final Optional<String> token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  private HttpWitness(URI address, Optional<String> token) {
    this.address = address;
    this.token = token;
  }

  public static HttpWitness open(URI address) {
    return new HttpWitness(address, Optional.empty());
  }

  public static HttpWitness withToken(URI address, String token) {
    return new HttpWitness(address, Optional.of(token));
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public void show(SignedHead head) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Lines.of(head)));
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    try {
      HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException("it answered " + answer.statusCode());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

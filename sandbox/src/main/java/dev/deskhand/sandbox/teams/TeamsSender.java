package dev.deskhand.sandbox.teams;

import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsMessage.TeamsButton;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import dev.deskhand.sandbox.teams.wire.Activities;
import dev.deskhand.sandbox.teams.wire.AnswerRules;
import dev.deskhand.sandbox.teams.wire.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The side of the Bot Connector that delivers to an app: makes what people do, shows a token (a
 * right one or another) and sends it, once or more often. Thread-safe.
 */
public final class TeamsSender implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Activities activities;
  private final Tokens tokens;
  private final URI endpoint;
  private final Consumer<String> answers;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  TeamsSender(Activities activities, Tokens tokens, URI endpoint, Consumer<String> answers) {
    this.activities = activities;
    this.tokens = tokens;
    this.endpoint = endpoint;
    this.answers = answers;
  }

  /** What the app answered. */
  public record Answer(int status, String body) {}

  /** Somebody writes to the app: with a mention, where the conversation is not theirs alone. */
  public String message(TeamsSeat seat, String text) {
    return activities.message(seat, text);
  }

  /** Somebody attaches something that lies at this address, and writes nothing. */
  public String attachment(TeamsSeat seat, String contentType, String name, String url) {
    return activities.attachment(seat, contentType, name, url);
  }

  /** Somebody writes, and not to the app. */
  public String aside(TeamsSeat seat, String text) {
    return activities.aside(seat, text);
  }

  public String execute(TeamsSeat seat, TeamsMessage message, TeamsButton button) {
    return activities.execute(seat, message, button);
  }

  public String submit(TeamsSeat seat, TeamsMessage message, TeamsButton button) {
    return activities.submit(seat, message, button);
  }

  /** A press of a button that opens a dialog. */
  public String fetch(TeamsSeat seat, TeamsMessage message, TeamsButton button) {
    return activities.fetch(seat, message, button);
  }

  /** A dialog is sent, with what was said by label. */
  public String submit(TeamsSeat seat, TeamsAnswer.Form form, Map<String, String> said) {
    return activities.submit(seat, form, said);
  }

  /** Somebody looks for something by the message extension. */
  public String search(TeamsSeat seat, String words, int skip) {
    return activities.search(seat, words, skip);
  }

  /** Somebody types into a list of a dialog; {@code dataset} is what the list names. */
  public String typeahead(TeamsSeat seat, String dataset, String typed) {
    return activities.typeahead(seat, dataset, typed);
  }

  /** Somebody chooses the message extension's action on a message, of this HTML. */
  public String act(TeamsSeat seat, String command, String html) {
    return activities.act(seat, command, html);
  }

  /** Somebody's client asks for a card as it is for them. */
  public String refresh(TeamsSeat seat, TeamsMessage message) {
    return activities.refresh(seat, message);
  }

  /**
   * Sends an invocation; what is answered is read strictly.
   *
   * @throws SandboxFailure if Teams would not take the answer
   */
  public TeamsAnswer answered(String invocation) {
    Answer answer = send(invocation);
    if (answer.status() != 200) {
      throw new SandboxFailure("an invocation was answered " + answer.status());
    }
    return AnswerRules.read(answer.body());
  }

  /** Somebody says whether they want a file, and where; nowhere is a no. */
  public String consent(TeamsSeat seat, TeamsMessage question, String to) {
    return activities.consent(seat, question, to);
  }

  public String invoke(TeamsSeat seat, String name) {
    return activities.invoke(seat, name);
  }

  public String installed(TeamsSeat seat) {
    return activities.installed(seat);
  }

  /** The header that a right request shows now. */
  public String authorization() {
    return tokens.authorization(TokenDefect.NONE);
  }

  public Answer send(String activity) {
    return send(activity, TokenDefect.NONE);
  }

  /** Sends it, and again, as the Bot Connector does when no answer came in time. */
  public List<Answer> sendTwice(String activity) {
    return List.of(send(activity), send(activity));
  }

  /**
   * Sends it with a token that has this defect.
   *
   * @throws UncheckedIOException when no answer comes within 15 seconds
   */
  public Answer send(String activity, TokenDefect defect) {
    String authorization = tokens.authorization(defect);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(activity));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      answers.accept(response.body());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("delivering to " + endpoint + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("delivering to " + endpoint + " was interrupted", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

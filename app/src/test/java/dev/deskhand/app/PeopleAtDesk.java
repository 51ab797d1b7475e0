package dev.deskhand.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tickets of the built-in desk: the first sentence opens one, the others are its comments. */
final class PeopleAtDesk implements Door, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NO_BUTTONS =
      "a ticket has no buttons; its questions are asked where its requester is spoken to";

  private final Deskhand deskhand;
  private final Map<String, HttpClient> people = new ConcurrentHashMap<>();
  private final Map<String, String> tickets = new ConcurrentHashMap<>();

  PeopleAtDesk(Deskhand deskhand) {
    this.deskhand = deskhand;
  }

  @Override
  public Optional<String> gap(Journey journey) {
    return switch (journey) {
      case COMMAND, HELP, CANCEL ->
          Optional.of("tickets are never a source of authority: they carry no commands");
      case TREE_BY_BUTTON, OLD_BUTTON -> Optional.of(NO_BUTTONS);
      case APPROVAL -> Optional.of("approvers are asked in chat and on the portal");
      case FORM -> Optional.of("a ticket has no forms; the catalogue's stand on the portal");
      case LONG_FORM, SENTENCE_FORM, QUESTIONS -> Optional.of(NO_BUTTONS);
      case TICKET -> Optional.of("it is the desk itself; the others play it with this one");
      case PICTURE ->
          Optional.of(
              "its questions are asked elsewhere; that its note has a picture's words is in"
                  + " FilesTest");
      case GIVEN_FILE -> Optional.of("its tickets are where what others give is to be found");
      case FILE -> Optional.of("a note that a run's long texts go with is in BuiltinDeskTest");
      case STRANGER ->
          Optional.of("the built-in desk lets nobody in who has not signed in: LoginTest");
      case DOUBLED, MIXED ->
          Optional.of(
              "its page calls it directly; doubled webhooks are in ZendeskStoryTest and"
                  + " RequestTrackerStoryTest");
      case PROGRESS -> Optional.of("a ticket gets the resolution, once the work has ended");
      case HOSTILE_NAME -> Optional.of("support hears of it in chat, where the others play it");
      case TREE_BY_TEXT, HOSTILE -> Optional.empty();
    };
  }

  @Override
  public Delivery command(String person, String words) {
    throw new AssertionError("a ticket has no commands");
  }

  @Override
  public Delivery sentence(String person, String words) {
    return new Delivery() {
      @Override
      public boolean send() {
        write(person, words);
        return true;
      }

      @Override
      public boolean again() {
        throw new AssertionError("nothing is delivered twice");
      }
    };
  }

  private void write(String person, String words) {
    String ticket = tickets.get(person);
    if (ticket == null) {
      String subject = words.lines().findFirst().orElseThrow();
      ObjectNode opening =
          JSON.createObjectNode()
              .put("subject", subject.substring(0, Math.min(200, subject.length())))
              .put("description", words);
      tickets.put(person, call(person, "/api/tickets", opening).path("id").asText());
      return;
    }
    call(
        person, "/api/tickets/" + ticket + "/comments", JSON.createObjectNode().put("text", words));
  }

  /** Somebody of the desk has a ticket from now on. */
  void own(String person, String ticket) {
    JsonNode _ = call(person, "/api/tickets/" + ticket + "/owner", JSON.createObjectNode());
  }

  /** Somebody of the desk writes publicly on a ticket. */
  void reply(String person, String ticket, String text) {
    JsonNode _ =
        call(
            person,
            "/api/tickets/" + ticket + "/comments",
            JSON.createObjectNode().put("text", text));
  }

  /** All that somebody may read of a ticket. */
  String whole(String person, String ticket) {
    return call(person, "/api/tickets/" + ticket, null).toString();
  }

  /** The next sentence opens another ticket. */
  void leave(String person) {
    tickets.remove(person);
  }

  @Override
  public Delivery give(String person, Given file) {
    throw new AssertionError("a ticket takes no files");
  }

  @Override
  public Delivery press(String person, Shown message, String label) {
    throw new AssertionError(NO_BUTTONS);
  }

  /** What its requester reads on the ticket. */
  @Override
  public List<Shown> shown(String person) {
    List<Shown> shown = new ArrayList<>();
    String ticket = tickets.get(person);
    if (ticket != null) {
      JsonNode whole = call(person, "/api/tickets/" + ticket, null);
      shown.add(new Shown(ticket, whole.path("description").asText(), List.of(), whole));
      whole
          .path("timeline")
          .forEach(it -> shown.add(new Shown(ticket, it.path("text").asText(), List.of(), it)));
    }
    return shown;
  }

  @Override
  public Form form(String person, String offer) {
    throw new AssertionError("a ticket has no forms");
  }

  @Override
  public Form opened(String person, Shown message, String label) {
    throw new AssertionError(NO_BUTTONS);
  }

  @Override
  public List<String> files(String person) {
    throw new AssertionError("a ticket shows no runs");
  }

  @Override
  public List<String> pictures(String person) {
    throw new AssertionError("a ticket shows no pictures");
  }

  @Override
  public int longest() {
    return 20_000;
  }

  private JsonNode call(String person, String path, @Nullable ObjectNode body) {
    HttpRequest.Builder request = request(path);
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(body.toString()));
    }
    return read(sent(people.computeIfAbsent(person, this::signedIn), request.build()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(deskhand.address().resolve(path))
        .header("Origin", deskhand.address().toString().replaceAll("/$", ""));
  }

  private HttpClient signedIn(String person) {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String link = deskhand.loginLink(new PersonId(person));
    String _ =
        sent(
            browser,
            request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(link.substring(link.indexOf("token="))))
                .build());
    return browser;
  }

  private static String sent(HttpClient browser, HttpRequest request) {
    try {
      return browser.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(body, e);
    }
  }

  @Override
  public void close() {
    people.values().forEach(HttpClient::shutdownNow);
  }
}

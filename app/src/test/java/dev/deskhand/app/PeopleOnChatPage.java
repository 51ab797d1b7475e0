package dev.deskhand.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The chat page and the portal's forms, as a browser speaks to them. */
final class PeopleOnChatPage implements Door, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ERROR = Pattern.compile("class=\"error\" id=[^>]*>([^<]*)<");
  private static final Pattern INPUT =
      Pattern.compile("<label for=\"[^\"]*\">([^<]*)<.*?name=\"([^\"]+)\"", Pattern.DOTALL);
  private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

  private final Deskhand deskhand;
  private final PlainBrowsers browsers;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  PeopleOnChatPage(Deskhand deskhand) {
    this.deskhand = deskhand;
    this.browsers = new PlainBrowsers(deskhand);
  }

  /** Somebody's open page. */
  private static final class Page {
    private final URI base;
    private final HttpClient http;
    private final List<Shown> shown = new ArrayList<>();

    Page(URI base, String token) {
      this.base = base;
      http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
      post("/login", "application/x-www-form-urlencoded", "token=" + token);
      Thread.ofVirtual().name("chat page").start(this::listen);
    }

    int post(String path, String type, String body) {
      try {
        return http.send(
                request(path)
                    .header("Content-Type", type)
                    .header("Origin", base.toString().replaceAll("/$", ""))
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(base.resolve(path));
    }

    private void listen() {
      HttpRequest events =
          request("/api/chat/events").header("Accept", "text/event-stream").build();
      try (Stream<String> lines = http.send(events, BodyHandlers.ofLines()).body()) {
        lines.filter(it -> it.startsWith("data:")).forEach(it -> hear(it.substring(5)));
      } catch (IOException | UncheckedIOException e) {
        return; // The page was closed, or the house; what was not shown fails the test.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized void hear(String data) throws UncheckedIOException {
      JsonNode event = read(data);
      JsonNode message = event.path("message");
      if (message.isMissingNode()) {
        return;
      }
      String id = event.path("id").asText();
      String replaced = event.path("replaces").asText("");
      for (int i = 0; i < shown.size() && !replaced.isEmpty(); i++) {
        if (shown.get(i).id().equals(replaced)) {
          shown.set(i, shown(replaced, message));
          return;
        }
      }
      shown.add(shown(id, message));
    }

    private static Shown shown(String id, JsonNode message) {
      List<String> labels = new ArrayList<>();
      message.path("buttons").forEach(it -> labels.add(it.path("label").asText()));
      StringBuilder text = new StringBuilder(message.path("text").asText());
      message.path("facts").forEach(it -> text.append('\n').append(it));
      message.path("exhibits").forEach(it -> text.append('\n').append(it));
      return new Shown(id, text.toString(), labels, message);
    }

    synchronized List<Shown> shown() {
      return List.copyOf(shown);
    }

    private static JsonNode read(String text) {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Page page(String person) {
    return pages.computeIfAbsent(person, this::signedIn);
  }

  private Page signedIn(String person) {
    String link = deskhand.loginLink(new PersonId(person));
    return new Page(deskhand.address(), link.substring(link.indexOf("token=") + 6));
  }

  /** Everybody's session has ended; they sign in when they come again. */
  void signOut() {
    close();
    pages.clear();
  }

  @Override
  public Optional<String> gap(Journey journey) {
    return switch (journey) {
      case STRANGER ->
          Optional.of("whoever has no account can't sign in at all; LoginTest shows that");
      case LONG_FORM ->
          Optional.of("a form of the portal is one page, however long: RunFormTest has one");
      case SENTENCE_FORM ->
          Optional.of("the page asks for what a sentence left out one by one, in the conversation");
      case COMMAND,
          FILE,
          GIVEN_FILE,
          PICTURE,
          TREE_BY_BUTTON,
          TREE_BY_TEXT,
          HELP,
          APPROVAL,
          FORM,
          DOUBLED,
          OLD_BUTTON,
          HOSTILE,
          HOSTILE_NAME,
          QUESTIONS,
          TICKET,
          CANCEL,
          PROGRESS,
          MIXED ->
          Optional.empty();
    };
  }

  @Override
  public Delivery command(String person, String words) {
    return sentence(person, "/desk " + words);
  }

  @Override
  public Delivery sentence(String person, String words) {
    return delivery(person, "/api/chat/messages", JSON.createObjectNode().put("text", words));
  }

  @Override
  public Delivery give(String person, Given file) {
    String path =
        "/api/chat/files?id=%s&name=%s"
            .formatted(UUID.randomUUID(), URLEncoder.encode(file.name(), StandardCharsets.UTF_8));
    return delivery(person, path, "text/plain", file.text());
  }

  @Override
  public Delivery press(String person, Shown message, String label) {
    for (JsonNode button : ((JsonNode) message.message()).path("buttons")) {
      if (button.path("label").asText().equals(label)) {
        return delivery(
            person,
            "/api/chat/buttons",
            JSON.createObjectNode()
                .put("action", button.path("action").asText())
                .put("message", message.id()));
      }
    }
    throw new AssertionError("no button '" + label + "' in " + message);
  }

  private Delivery delivery(String person, String path, ObjectNode body) {
    String text = body.put("id", UUID.randomUUID().toString()).toString();
    return delivery(person, path, "application/json", text);
  }

  private Delivery delivery(String person, String path, String type, String body) {
    Page page = page(person);
    return new Delivery() {
      @Override
      public boolean send() {
        return page.post(path, type, body) == 202;
      }

      @Override
      public boolean again() {
        return send();
      }
    };
  }

  @Override
  public List<Shown> shown(String person) {
    return page(person).shown();
  }

  @Override
  public Form form(String person, String offer) {
    String name = offer.substring(offer.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
    String path = "/catalogue/" + name.replace(' ', '-');
    String page = browsers.get(person, path).body();
    Matcher form = FORM.matcher(page);
    if (!form.find()) {
      throw new AssertionError(page);
    }
    Map<String, String> names = new ConcurrentHashMap<>();
    INPUT.matcher(page).results().forEach(it -> names.put(it.group(1).strip(), it.group(2)));
    return said -> {
      Map<String, String> fields = new ConcurrentHashMap<>(Map.of("form", form.group(1)));
      said.forEach((label, value) -> fields.put(names.getOrDefault(label, label), value));
      HttpResponse<String> answer = browsers.post(person, path, fields);
      return ERROR.matcher(answer.body()).results().map(it -> it.group(1)).toList();
    };
  }

  @Override
  public Form opened(String person, Shown message, String label) {
    throw new AssertionError("the page opens no forms in a conversation");
  }

  @Override
  public List<String> files(String person) {
    return shown(person).stream()
        .flatMap(it -> ((JsonNode) it.message()).path("exhibits").valueStream())
        .filter(it -> it.has("file"))
        .map(it -> browsers.get(person, it.path("file").path("address").asText()).body())
        .toList();
  }

  @Override
  public List<String> pictures(String person) {
    return shown(person).stream()
        .flatMap(it -> ((JsonNode) it.message()).path("exhibits").valueStream())
        .filter(it -> it.has("picture") && isThere(person, it.path("picture")))
        .map(it -> it.path("caption").asText())
        .toList();
  }

  private boolean isThere(String person, JsonNode picture) {
    HttpResponse<String> answer = browsers.get(person, picture.path("address").asText());
    return answer.statusCode() == 200
        && answer.headers().firstValue("Content-Type").orElse("").equals("image/png")
        && answer.headers().firstValueAsLong("Content-Length").orElse(0)
            == picture.path("bytes").asLong();
  }

  @Override
  public int longest() {
    return 10_000;
  }

  @Override
  public void close() {
    pages.values().forEach(it -> it.http.shutdownNow());
    browsers.close();
  }
}

package dev.deskhand.app.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.app.story.Story.Line;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Plays a story over HTTP against a running installation, and prints it as it happens. */
public final class StoryPlayer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI base;
  private final Function<String, String> loginLinks;
  private final World world;
  private final PrintStream out;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Screen> screens = new LinkedHashMap<>();
  private String ticket = "";
  private String clerk = "";

  /**
   * A player.
   *
   * @param loginLinks a login link for a person's id
   */
  public StoryPlayer(URI base, Function<String, String> loginLinks, World world, PrintStream out) {
    this.base = base;
    this.loginLinks = loginLinks;
    this.world = world;
    this.out = out;
  }

  /**
   * Plays every line.
   *
   * @param clerk who looks at tickets as the desk's people do
   * @throws StoryFailedException at the first line that does not hold
   */
  public void play(Story story, String clerk) {
    this.clerk = clerk;
    out.println("— " + story.title() + " —");
    for (Line line : story.lines()) {
      play(line);
    }
  }

  @Override
  public void close() {
    people.values().forEach(Person::close);
  }

  private void play(Line line) {
    switch (line) {
      case Line.OpensTicket opens -> {
        out.println(opens.who() + " opens a ticket: " + opens.subject());
        ticket =
            person(opens.who())
                .openTicket(opens.subject(), opens.description())
                .path("id")
                .asText();
      }
      case Line.Comments comments -> {
        out.println(comments.who() + " writes on the ticket: " + comments.text());
        person(comments.who()).comment(ticket, comments.text());
      }
      case Line.Takes takes -> {
        out.println(takes.who() + " takes the ticket");
        person(takes.who()).take(ticket);
      }
      case Line.Moves moves -> {
        out.println(moves.who() + " moves the ticket to " + moves.status());
        person(moves.who()).move(ticket, moves.status());
      }
      case Line.Says says -> {
        out.println(says.who() + ": " + says.text());
        person(says.who()).say(says.text());
      }
      case Line.Presses presses -> press(presses);
      case Line.CannotPress cannot -> {
        person(cannot.who());
        require(
            screen(cannot.who()).awaitNoButton(cannot.label(), PATIENCE),
            cannot.who() + " can still press '" + cannot.label() + "'");
      }
      case Line.Sees sees -> {
        person(sees.who());
        require(
            screen(sees.who()).awaitText(sees.text(), PATIENCE),
            sees.who()
                + " does not see '"
                + sees.text()
                + "', but:\n"
                + screen(sees.who()).contents());
      }
      case Line.NeverSaw never ->
          require(
              !screen(never.who()).everShowed(never.text()),
              never.who() + " was shown '" + never.text() + "'");
      case Line.TicketIs is ->
          require(
              within(() -> ticket().path("status").asText().equals(is.status())),
              "the ticket is not " + is.status() + ": " + ticket());
      case Line.InternalNoteHas has ->
          require(
              within(() -> anyNote("internal", has.text())),
              "no internal note has '" + has.text() + "': " + ticket().toPrettyString());
      case Line.PublicNoteHas has ->
          require(
              within(() -> anyNote("public", has.text())),
              "no public note has '" + has.text() + "': " + ticket().toPrettyString());
      case Line.PublicNotesLack lack ->
          require(!anyNote("public", lack.text()), "a public note has '" + lack.text() + "'");
      case Line.Happens happens -> {
        out.println("and then: " + happens.event());
        world.happen(happens.event());
      }
      case Line.WorldIs fact -> {
        require(within(() -> world.holds(fact.fact())), "the world is not so: " + fact.fact());
        out.println("checked: " + fact.fact());
      }
    }
  }

  private void press(Line.Presses presses) {
    Person person = person(presses.who());
    Screen.Button button =
        screen(presses.who())
            .awaitButton(presses.label(), PATIENCE)
            .orElseThrow(
                () ->
                    new StoryFailedException(
                        presses.who()
                            + " finds no button '"
                            + presses.label()
                            + "' in:\n"
                            + screen(presses.who()).contents()));
    out.println(presses.who() + " presses [" + presses.label() + "]");
    person.press(button.action(), button.message());
  }

  /** Prints the ticket with everything that its desk's people read. */
  public void printTicket() {
    if (ticket.isEmpty()) {
      return;
    }
    JsonNode view = ticket();
    out.println();
    out.println(
        "Ticket "
            + view.path("ref").asText()
            + ": "
            + view.path("subject").asText()
            + " ("
            + view.path("status").asText()
            + ")");
    for (JsonNode entry : view.path("timeline")) {
      if (entry.path("kind").asText().equals("note")) {
        out.println("  " + entry.path("visibility").asText() + " note:");
        entry.path("text").asText().lines().forEach(line -> out.println("    " + line));
      }
    }
  }

  private boolean anyNote(String visibility, String text) {
    for (JsonNode entry : ticket().path("timeline")) {
      if (entry.path("visibility").asText().equals(visibility)
          && entry.path("text").asText().contains(text)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode ticket() {
    return person(clerk).ticket(ticket);
  }

  private Person person(String name) {
    return people.computeIfAbsent(
        name, id -> new Person(base, loginLinks.apply(id), screen(id)::hear));
  }

  private Screen screen(String name) {
    return screens.computeIfAbsent(name, id -> new Screen(text -> printed(id, text)));
  }

  private synchronized void printed(String to, String text) {
    out.println("Deskhand → " + to + ": " + text.replace("\n", "\n    "));
  }

  /** Asks again and again, at most ten times a second, until it holds or patience ends. */
  private static boolean within(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > end || never.await(100, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new StoryFailedException(otherwise);
    }
  }
}

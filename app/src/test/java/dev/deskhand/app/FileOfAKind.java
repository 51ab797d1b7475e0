package dev.deskhand.app;

import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.yaml.KnownSubjects;
import dev.deskhand.bot.offer.yaml.OfferReader;
import dev.deskhand.bot.trigger.yaml.KnownContent;
import dev.deskhand.bot.trigger.yaml.TriggerReader;
import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.calendar.CalendarName;
import dev.deskhand.runbooks.yaml.RunbookReader;
import dev.deskhand.trees.yaml.Known;
import dev.deskhand.trees.yaml.TreeReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** Reads a file of a catalogue by itself, in a house that has what the tests' files name. */
enum FileOfAKind {
  RUNBOOK {
    @Override
    Optional<?> read(String name, String text, Problems problems) {
      return RUNBOOKS.read(name, text, problems);
    }
  },
  TREE {
    @Override
    Optional<?> read(String name, String text, Problems problems) {
      return TreeReader.read(name, text, NAMED_IN_TREES, problems);
    }
  },
  TRIGGER {
    @Override
    Optional<?> read(String name, String text, Problems problems) {
      return new TriggerReader(NAMED_IN_TRIGGERS).read(name, text, problems);
    }
  },
  OFFER {
    @Override
    Optional<?> read(String name, String text, Problems problems) {
      return new OfferReader(NAMED_IN_OFFERS).read(name, text, problems);
    }
  };

  private static final String TREE_IN_IT = "cannot-log-in";
  private static final RunbookReader RUNBOOKS =
      new RunbookReader(
          new Actions(
                  ServiceLoader.load(StepAction.class).stream()
                      .map(ServiceLoader.Provider::get)
                      .toList())
              .signatures(),
          Set.of(new CalendarName("nights")));
  private static final Known NAMED_IN_TREES =
      new Known(
          Map.of(
              "ldap.account-state",
              new Known.Action(
                  Known.Effect.READ_ONLY, Set.of("account"), Set.of("expect"), Set.of("locked"))),
          Map.of("unlock-account", new Known.Runbook(Set.of("account"), Set.of())),
          Set.of(TREE_IN_IT),
          Map.of(
              "menu.png",
              new PictureReading.Proven(
                  new PictureFile("image/png", 100, "0".repeat(64), 10, 10))));
  private static final KnownSubjects NAMED_IN_OFFERS =
      new KnownSubjects(Map.of("order", order()), Set.of(TREE_IN_IT), (_, _) -> Optional.empty());
  private static final KnownContent NAMED_IN_TRIGGERS =
      new KnownContent(
          Map.of("order", order().inputs(), "clean", List.of()),
          Set.of(TREE_IN_IT),
          Map.of("order-seats", orderSeats()),
          Set.of("desk-triggers"),
          Set.of("builtin", "rt"));

  abstract Optional<?> read(String name, String text, Problems problems);

  /** What is wrong with it. */
  List<Problem> problems(String name, String text) {
    Problems problems = new Problems();
    if (read(name, text, problems).isPresent() != problems.isEmpty()) {
      throw new AssertionError(name + " is read, and has problems: " + problems.all());
    }
    return problems.all();
  }

  private static Runbook order() {
    Problems problems = new Problems();
    return RUNBOOKS
        .read(
            "order.runbook.yaml",
            """
            runbook: order
            title: Order
            risk: low
            inputs:
              account: { type: person, question: Whose? }
              seats: { type: integer, question: How many? }
              often: { type: integer, default: 1 }
              force: { type: boolean, default: false }
            steps: [ { id: a, title: A, wait: { for: 5m } } ]
            tell: { succeeded: Done., failed: Not done. }
            """,
            problems)
        .orElseThrow(() -> new AssertionError(problems.all()));
  }

  private static Offer orderSeats() {
    Problems problems = new Problems();
    return new OfferReader(NAMED_IN_OFFERS)
        .read(
            "order-seats.offer.yaml",
            """
            offer: order-seats
            title: Order seats
            start: order
            locked: { account: requester }
            ask: { seats: How many? }
            owner: elena
            review: 2030-12-31
            """,
            problems)
        .orElseThrow(() -> new AssertionError(problems.all()));
  }
}

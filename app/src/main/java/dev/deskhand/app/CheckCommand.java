package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.content.ContentException;
import dev.deskhand.content.Problem;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "check",
    description =
        "Reads configuration, people and catalogue, and lists every problem with its place and what"
            + " to do. Ends with 0 when there is none, else with 1.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Override
  public Integer call() {
    List<Problem> problems = new ArrayList<>(problems());
    if (problems.isEmpty()) {
      OfferReviews reviews =
          OfferReviews.on(
              LocalDate.now(ZoneOffset.UTC),
              Installation.read(config.settings()).checked().offers());
      reviews.due().forEach(notice -> System.out.println(notice));
      problems.addAll(reviews.over());
    }
    problems.forEach(problem -> System.out.println(problem));
    System.out.println(
        problems.isEmpty() ? "Everything is in order." : problems.size() + " problem(s).");
    return problems.isEmpty() ? 0 : 1;
  }

  private List<Problem> problems() {
    try {
      Settings settings = config.settings();
      return Installation.read(settings).problems(config.references());
    } catch (ContentException e) {
      return e.problems();
    }
  }
}

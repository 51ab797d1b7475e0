package dev.deskhand.app;

import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.Ownership;
import dev.deskhand.bot.offer.Subject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "offer",
    description = "What people choose from the catalogue.",
    subcommands = {OfferCommand.ListOffers.class, OfferLink.class})
final class OfferCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  @Command(
      name = "list",
      description = "Lists all offers: what each begins, who answers for it, and until when.")
  static final class ListOffers implements Callable<Integer> {
    @Mixin private ConfigOption config;

    @Override
    public Integer call() {
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      List<List<String>> cells = new ArrayList<>();
      cells.add(List.of("OFFER", "BEGINS", "OWNER", "REVIEW", "STATE"));
      Installation.read(config.settings()).checked().offers().stream()
          .sorted(Comparator.comparing(Offer::name))
          .forEach(offer -> cells.add(cells(offer, today)));
      Table.of(cells).forEach(System.out::println);
      return 0;
    }

    private static List<String> cells(Offer offer, LocalDate today) {
      return List.of(
          offer.name().value(),
          begins(offer.subject()),
          offer.ownership().map(it -> it.owner().value()).orElse("-"),
          offer.ownership().map(Ownership::review).map(LocalDate::toString).orElse("-"),
          OfferReviews.word(offer.ownership(), today));
    }

    private static String begins(Subject subject) {
      return switch (subject) {
        case Subject.OfRunbook it -> "runbook " + it.runbook();
        case Subject.OfTree it -> "tree " + it.tree();
      };
    }
  }
}

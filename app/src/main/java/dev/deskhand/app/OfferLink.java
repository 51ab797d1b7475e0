package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.offer.Fixing;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.offer.SealedOffer;
import dev.deskhand.bot.offer.Subject;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.web.LoginKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "link",
    description =
        "Prints a signed link to an offer, for a page, a ticket or a pinned message. It gives"
            + " nobody a right: who follows it is asked about as always.")
final class OfferLink implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "OFFER", description = "The offer's name.")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "NAME=VALUE",
      description = "Values of inputs that the offer asks for, which the link then fixes.")
  private Map<String, String> fixed = new TreeMap<>();

  @Option(names = "--days", paramLabel = "DAYS", description = "For so long it is good.")
  private @Nullable Integer days;

  @Option(
      names = "--button",
      description = "Prints the value for a button of a message of your own instead.")
  private boolean isButton;

  @Override
  public Integer call() {
    if (days != null && days < 1) {
      throw new IllegalArgumentException("--days: expected 1 or more, found " + days);
    }
    Settings settings = config.settings();
    Content content = Installation.read(settings).checked();
    Offer offer = offer(content.offers());
    InstantSource clock = InstantSource.system();
    Optional<Instant> expires =
        Optional.ofNullable(days).map(it -> clock.instant().plus(Duration.ofDays(it)));
    Map<String, String> values = fitting(offer, content);
    LoginKey key = LoginKey.in(settings.data());
    String token =
        new OfferSeal(TenantId.DEFAULT, key::sign, clock)
            .token(new OfferSeal.Reference(offer.name(), offer.edition(), values, expires));
    if (OfferSeal.isTooLong(token)) {
      throw new IllegalArgumentException(Fixing.TOO_LONG);
    }
    System.out.println(
        isButton
            ? ButtonReader.offered(token).encoded()
            : SealedOffer.address(settings.baseUrl(), offer.name(), token));
    return 0;
  }

  private Offer offer(List<Offer> offers) {
    return offers.stream()
        .filter(it -> it.name().value().equals(name))
        .filter(it -> it.ownership().isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no offer with an owner is called '"
                        + name
                        + "': "
                        + Problems.suggestion(
                            name,
                            offers.stream()
                                .filter(it -> it.ownership().isPresent())
                                .map(it -> it.name().value())
                                .toList())));
  }

  private Map<String, String> fitting(Offer offer, Content content) {
    return switch (Fixing.of(offer.subject().asked(inputs(offer, content)), fixed)) {
      case Fixing.Fits(var values) -> values;
      case Fixing.Unfit(var reasons) ->
          throw new IllegalArgumentException(String.join("; ", reasons));
    };
  }

  private static List<InputDeclaration> inputs(Offer offer, Content content) {
    return offer.subject() instanceof Subject.OfRunbook subject
        ? content.runbooks().stream()
            .filter(it -> it.id().equals(subject.runbook()))
            .flatMap(it -> it.inputs().stream())
            .toList()
        : List.of();
  }
}

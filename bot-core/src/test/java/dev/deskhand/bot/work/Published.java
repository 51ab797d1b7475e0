package dev.deskhand.bot.work;

import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.yaml.KnownSubjects;
import dev.deskhand.bot.offer.yaml.OfferReader;
import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.Runbook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The offers of the tests' catalogue: sam answers for them, until the end of 2030. */
final class Published {
  static final Map<String, String> OFFERS =
      Map.of(
          "unlock-mine",
          """
          title: Unlock my account
          picture: 🔓
          about: After too many wrong passwords.
          words: [locked out]
          start: unlock-account
          locked: { account: requester }
          tell: { succeeded: You are in again. }
          """,
          "unlock-one",
          """
          title: Unlock somebody's account
          start: unlock-account
          audience: { roles: [staff] }
          ask: { account: Whose is it? }
          """,
          "unlock-bob",
          """
          title: Unlock Bob
          start: unlock-account
          audience: { roles: [it-support] }
          locked: { account: bob }
          """,
          "copies",
          """
          title: Copy something
          start: copy
          ask: { account: Whose?, copies: How many? }
          """,
          "vpn",
          """
          title: VPN trouble
          words: [réseau]
          walk: vpn-not-connecting
          """,
          "calm",
          """
          title: Do it at night
          start: calm
          audience: { roles: [oncall] }
          """,
          "for-berlin",
          """
          title: Mend an account
          start: mend
          audience: { attributes: { site: berlin } }
          """);

  private Published() {}

  /** Many more, so that there are several pages. */
  static final Map<String, String> MANY =
      IntStream.range(0, 12)
          .boxed()
          .collect(
              Collectors.toMap(
                  number -> "many-" + number,
                  number ->
                      """
                      title: Mend number %02d
                      start: unlock-account
                      locked: { account: requester }
                      """
                          .formatted(number)));

  static List<Offer> all(List<Runbook> runbooks) {
    return Stream.of(OFFERS, MANY)
        .flatMap(offers -> offers.entrySet().stream())
        .map(entry -> offer(entry.getKey(), entry.getValue(), runbooks))
        .toList();
  }

  private static Offer offer(String name, String text, List<Runbook> runbooks) {
    Problems problems = new Problems();
    KnownSubjects known =
        new KnownSubjects(
            runbooks.stream().collect(Collectors.toMap(it -> it.id().value(), Function.identity())),
            Set.of("vpn-not-connecting"),
            (_, _) -> Optional.empty());
    return new OfferReader(known)
        .read(
            name + OfferReader.ENDING,
            "offer: " + name + "\n" + text + "owner: sam\nreview: 2030-12-31\n",
            problems)
        .orElseThrow(() -> new AssertionError(problems.all()));
  }
}

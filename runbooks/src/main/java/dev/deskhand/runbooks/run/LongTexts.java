package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What steps saw, where it is too long for an event: an excerpt stands in the event and names the
 * whole by its digest; outputs are put back when a run is read. Pure.
 */
final class LongTexts {
  /** The most characters that stand in an event. */
  static final int LONGEST = 4_096;

  private static final int EXCERPT = 900;
  private static final Pattern NAMED =
      Pattern.compile("\n\\[the whole: artefact ([0-9a-f]{64})]\\z");

  private LongTexts() {}

  /** An event whose words for people are not too long; what was is given to the keeper. */
  static RunEvent shortened(RunEvent event, Consumer<Artefact> keeper) {
    return switch (event) {
      case RunEvent.StepSucceeded it when isKept(it.evidence()) ->
          new RunEvent.StepSucceeded(
              it.step(), it.attempt(), it.output(), excerpt(it.evidence(), keeper), it.kept());
      case RunEvent.StepFailed it when isKept(it.reason()) ->
          new RunEvent.StepFailed(
              it.step(), it.attempt(), it.cause(), excerpt(it.reason(), keeper), it.retryAt());
      case RunEvent.StepUnclear it when isKept(it.reason()) ->
          new RunEvent.StepUnclear(
              it.step(), it.attempt(), excerpt(it.reason(), keeper), it.retryAt());
      case RunEvent.StepUnanswered it when isKept(it.reason()) ->
          new RunEvent.StepUnanswered(
              it.step(),
              it.attempt(),
              excerpt(it.reason(), keeper),
              it.askAgainAt(),
              it.goingOnSince(),
              it.endedAt());
      case RunEvent.StepUncertain it when isKept(it.reason()) ->
          new RunEvent.StepUncertain(it.step(), it.attempt(), excerpt(it.reason(), keeper));
      default -> event;
    };
  }

  /** An event as it is stored: long outputs are given to the keeper. */
  static RunEvent stored(RunEvent event, Consumer<Artefact> keeper) {
    if (!(event instanceof RunEvent.StepSucceeded it)
        || it.output().values().stream().noneMatch(LongTexts::isLong)) {
      return event;
    }
    Map<String, String> brief = new TreeMap<>(it.output());
    Map<String, String> digests = new TreeMap<>();
    it.output()
        .forEach(
            (name, value) -> {
              if (isLong(value)) {
                Artefact artefact = Artefact.of(value);
                keeper.accept(artefact);
                digests.put(name, artefact.sha256());
                brief.remove(name);
              }
            });
    return new RunEvent.StepSucceeded(
        it.step(), it.attempt(), brief, it.evidence(), Optional.of(digests));
  }

  /** The event that was {@link #stored}. */
  static RunEvent whole(RunEvent event, Function<String, Optional<String>> keeper) {
    if (!(event instanceof RunEvent.StepSucceeded it) || it.kept().isEmpty()) {
      return event;
    }
    Map<String, String> output = new TreeMap<>(it.output());
    it.kept()
        .get()
        .forEach(
            (name, digest) ->
                output.put(
                    name,
                    keeper
                        .apply(digest)
                        .orElseThrow(
                            () ->
                                new IllegalStateException(
                                    it.step() + ": artefact " + digest + " is not kept"))));
    return new RunEvent.StepSucceeded(it.step(), it.attempt(), output, it.evidence());
  }

  /** What an event names that is kept beside it, in the order in which people would read it. */
  static List<KeptText> named(RunEvent event) {
    return switch (event) {
      case RunEvent.StepSucceeded it -> {
        List<KeptText> all = new ArrayList<>(named(it.step(), it.attempt(), it.evidence()));
        new TreeMap<>(it.kept().orElse(Map.of()))
            .forEach((name, sha) -> all.add(KeptText.output(it.step(), it.attempt(), name, sha)));
        yield all;
      }
      case RunEvent.StepFailed it -> named(it.step(), it.attempt(), it.reason());
      case RunEvent.StepUnclear it -> named(it.step(), it.attempt(), it.reason());
      case RunEvent.StepUnanswered it -> named(it.step(), it.attempt(), it.reason());
      case RunEvent.StepUncertain it -> named(it.step(), it.attempt(), it.reason());
      default -> List.of();
    };
  }

  private static List<KeptText> named(StepRef step, int attempt, String text) {
    Matcher named = NAMED.matcher(text);
    return named.find() ? List.of(KeptText.evidence(step, attempt, named.group(1))) : List.of();
  }

  /** The digest of a text as a step gave it, whether it is shortened or not. */
  static String digest(String text) {
    Matcher named = NAMED.matcher(text);
    return named.find() ? named.group(1) : Sha256.hex(text);
  }

  /** One that ends as if it named an artefact, too: what it names is its own then. */
  private static boolean isKept(String text) {
    return isLong(text) || NAMED.matcher(text).find();
  }

  private static boolean isLong(String text) {
    return text.length() > LONGEST;
  }

  /** Its beginning, which says what was tried, and its end, which says how that went. */
  private static String excerpt(String text, Consumer<Artefact> keeper) {
    Artefact artefact = Artefact.of(text);
    keeper.accept(artefact);
    return (isLong(text) ? ends(text) : text) + "\n[the whole: artefact " + artefact.sha256() + "]";
  }

  private static String ends(String text) {
    int first = text.offsetByCodePoints(0, EXCERPT);
    int last = text.offsetByCodePoints(text.length(), -EXCERPT);
    return text.substring(0, first)
        + "\n[… "
        + (last - first)
        + " characters …]\n"
        + text.substring(last);
  }
}

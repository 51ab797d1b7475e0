package dev.deskhand.bot.hint;

import dev.deskhand.bot.hint.HintEvent.Cause;
import dev.deskhand.bot.hint.HintEvent.How;
import dev.deskhand.bot.intent.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The hints of everybody, the same sentence once. Whatever is judged for one is for all. */
public final class Hints {
  /** What nobody has judged for so long is not asked about any more. */
  static final Duration PATIENCE = Duration.ofDays(90);

  private static final int MOST_SHOWN = 200;

  private final List<HintStore.Stored> stored;
  private final UnaryOperator<String> mask;

  /**
   * Hints.
   *
   * @param mask takes out of a sentence whom and what exactly it was about
   */
  public Hints(List<HintStore.Stored> stored, UnaryOperator<String> mask) {
    this.stored = List.copyOf(stored);
    this.mask = mask;
  }

  /**
   * A question to whoever may judge it: does this sentence mean that?
   *
   * @param sentence masked
   * @param at when it was said last
   * @param offered what it was taken for, if anything
   * @param meant what it meant, as far as whoever said it showed
   * @param times how many said it
   */
  public record Asked(
      String id,
      String sentence,
      Instant at,
      Cause cause,
      List<Intent> offered,
      Optional<Intent> meant,
      Optional<How> how,
      int times) {
    public Asked {
      offered = List.copyOf(offered);
    }
  }

  /** What waits to be judged, the newest first. */
  public List<Asked> open(Instant now) {
    return groups().values().stream()
        .filter(same -> same.stream().allMatch(hint -> hint.judgement().isEmpty()))
        .filter(same -> same.stream().anyMatch(hint -> hint.tells(now)))
        .map(this::asked)
        .filter(asked -> asked.at().plus(PATIENCE).isAfter(now))
        .sorted(Comparator.comparing(Asked::at).reversed())
        .limit(MOST_SHOWN)
        .toList();
  }

  /** What became of a hint, or of another with the same sentence. */
  public Optional<Hint.Judgement> judgementOf(String id) {
    return same(id).flatMap(hint -> hint.judgement().stream()).findFirst();
  }

  /** The hints with the sentence of this one, itself included, by what they are stored in. */
  public Map<HintStore.Stored, List<Hint>> like(String id) {
    List<String> ids = same(id).map(Hint::id).toList();
    Map<HintStore.Stored, List<Hint>> like = new LinkedHashMap<>();
    for (HintStore.Stored one : stored) {
      List<Hint> of = one.hints().stream().filter(hint -> ids.contains(hint.id())).toList();
      if (!of.isEmpty()) {
        like.put(one, of);
      }
    }
    return like;
  }

  private Stream<Hint> same(String id) {
    return groups().values().stream()
        .filter(same -> same.stream().anyMatch(hint -> hint.id().equals(id)))
        .flatMap(List::stream);
  }

  private Map<String, List<Hint>> groups() {
    Map<String, List<Hint>> groups = new LinkedHashMap<>();
    stored.stream()
        .flatMap(it -> it.hints().stream())
        .sorted(Comparator.comparing(Hint::at))
        .forEach(
            hint ->
                groups
                    .computeIfAbsent(Hint.plain(mask.apply(hint.text())), _ -> new ArrayList<>())
                    .add(hint));
    return groups;
  }

  /** The first one names it; the last one that shows what it meant says so. */
  private Asked asked(List<Hint> same) {
    Hint first = same.getFirst();
    Optional<Hint.Meaning> meaning =
        same.stream().flatMap(hint -> hint.meaning().stream()).reduce((_, later) -> later);
    return new Asked(
        first.id(),
        mask.apply(first.text()),
        same.getLast().at(),
        first.cause(),
        first.offered(),
        meaning.map(Hint.Meaning::intent),
        meaning.map(Hint.Meaning::how),
        same.size());
  }
}

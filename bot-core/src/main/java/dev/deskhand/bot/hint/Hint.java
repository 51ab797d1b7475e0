package dev.deskhand.bot.hint;

import dev.deskhand.bot.hint.HintEvent.Cause;
import dev.deskhand.bot.hint.HintEvent.How;
import dev.deskhand.bot.hint.HintEvent.Verdict;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.permissions.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A sentence that was not understood as it was meant.
 *
 * @param id such as {@code h-1f3a52b7c0}
 * @param of who said it
 * @param offered what it was taken for, if anything
 * @param meaning what they showed that it meant, if they did
 * @param judgement whether it is learnt, once somebody said so
 */
public record Hint(
    String id,
    PersonId of,
    String text,
    Instant at,
    Cause cause,
    List<Intent> offered,
    Optional<Meaning> meaning,
    Optional<Judgement> judgement) {
  /** The most characters of a sentence that is kept: a longer one would be no example. */
  public static final int LONGEST = 500;

  /** For so long somebody may still pick one of what they were offered. */
  private static final Duration OFFER = Duration.ofMinutes(30);

  public Hint {
    offered = List.copyOf(offered);
  }

  /** What it meant, and how that is known. */
  public record Meaning(Intent intent, How how) {}

  /** What became of it, and by whom. */
  public record Judgement(PersonId by, Verdict verdict) {}

  /** Whether it tells anything: what it meant, or that nothing of what was offered fitted. */
  public boolean tells(Instant now) {
    return meaning.isPresent() || (cause != Cause.UNKNOWN && now.isAfter(at.plus(OFFER)));
  }

  boolean isOpen() {
    return meaning.isEmpty() && judgement.isEmpty();
  }

  boolean says(String other) {
    return plain(text).equals(plain(other));
  }

  /** The sentence without what makes no difference. */
  static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  Hint meaning(Meaning known) {
    return new Hint(id, of, text, at, cause, offered, Optional.of(known), judgement);
  }

  Hint judged(Judgement known) {
    return new Hint(id, of, text, at, cause, offered, meaning, Optional.of(known));
  }
}

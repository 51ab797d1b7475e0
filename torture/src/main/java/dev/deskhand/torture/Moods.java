package dev.deskhand.torture;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** How targets behave: always well, or, by a seed, badly now and then. A moment has one mood. */
final class Moods {
  private static final int OUT_OF = 100;

  private final long seed;
  private final int badness;

  /** How a target takes an attempt. */
  enum Mood {
    FINE,
    BUSY,
    BROKEN,
    /** Does nothing and says nothing. */
    HANG,
    /** Does it and says nothing. */
    HANG_AFTER,
    CUT,
    CUT_AFTER
  }

  /** Those in which the sender of an attempt hears nothing. */
  static final Set<Mood> SILENT = Set.of(Mood.HANG, Mood.HANG_AFTER, Mood.CUT, Mood.CUT_AFTER);

  private static final List<Mood> BAD =
      List.of(
          Mood.BUSY, Mood.BUSY, Mood.BROKEN, Mood.HANG, Mood.HANG_AFTER, Mood.CUT, Mood.CUT_AFTER);

  /**
   * Moods.
   *
   * @param badness how many of a hundred attempts are taken badly
   */
  Moods(long seed, int badness) {
    this.seed = seed;
    this.badness = badness;
  }

  /** What {@link Plot} says never works doesn't. */
  Mood of(String key, int attempt) {
    if (isBroken(key)) {
      return Mood.BROKEN;
    }
    Random random = random(key, attempt, 1);
    return random.nextInt(OUT_OF) < badness ? BAD.get(random.nextInt(BAD.size())) : Mood.FINE;
  }

  static boolean isBroken(String key) {
    boolean isMeant = key.contains(".fails") || key.contains(".flawed.3.second");
    return isMeant && !key.endsWith(".undo");
  }

  /** Whether a probe gets no answer; each one that is asked is a moment of its own. */
  boolean silent(String key, int attempt) {
    return badness > 0 && random(key, attempt, System.nanoTime()).nextInt(OUT_OF) < badness / 2;
  }

  /** One of the faces, from 0, that a mood of this attempt has in some protocol. */
  static int face(Received asked, int faces) {
    return Math.floorMod(Integer.bitCount(Objects.hash(asked.key(), asked.attempt())), faces);
  }

  private Random random(String key, int attempt, long salt) {
    return new Random(seed * 31 + (key + "#" + attempt).hashCode() * 1_000_003L + salt);
  }
}

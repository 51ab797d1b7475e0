package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.torture.Received.Fate;
import dev.deskhand.torture.Received.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The targets and people of one database: what they know, and the record of what reached them. */
final class Space implements AutoCloseable {
  private final FileChannel record;
  private final Moods moods;
  private final Map<String, Integer> applied = new HashMap<>();
  private final Set<String> cancelled = new HashSet<>();
  private final Set<String> posted = new HashSet<>();

  Space(Path file, Moods moods) throws IOException {
    this.record =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.moods = moods;
  }

  /** What the sender of an effect hears. */
  synchronized Reply effect(Received asked) throws IOException {
    EffectClass effect = EffectClass.valueOf(asked.what());
    Moods.Mood mood = moods.of(asked.key(), asked.attempt());
    Fate fate = fate(asked, effect, mood);
    if (fate == Fate.APPLIED || fate == Fate.APPLIED_UNHEARD) {
      applied.merge(asked.key(), 1, Integer::sum);
    }
    write(asked.with(fate));
    return switch (fate) {
      case APPLIED, KNOWN -> Reply.DONE;
      case REFUSED -> mood == Moods.Mood.BUSY ? Reply.BUSY : Reply.REFUSED;
      case LOST, APPLIED_UNHEARD, NO_ANSWER, HAD_HAPPENED, HAD_NOT, GOING_ON ->
          mood == Moods.Mood.CUT || mood == Moods.Mood.CUT_AFTER ? Reply.CUT : Reply.SILENCE;
    };
  }

  /** What came of an attempt or a probe that a target of another kind has judged. */
  synchronized void came(Received judged) throws IOException {
    if (judged.kind() == Kind.EFFECT && judged.isApplied()) {
      applied.merge(judged.key(), 1, Integer::sum);
    }
    write(judged);
  }

  /** How a target takes an attempt. */
  Moods.Mood mood(Received asked) {
    return moods.of(asked.key(), asked.attempt());
  }

  /** Whether a probe gets no answer. */
  boolean isSilent(Received probe) {
    return moods.silent(probe.key(), probe.attempt());
  }

  /** How often an effect was made, as far as the record says. */
  synchronized int timesApplied(String key) {
    return applied.getOrDefault(key, 0);
  }

  private Fate fate(Received asked, EffectClass effect, Moods.Mood mood) {
    if (cancelled.contains(asked.key() + "#" + asked.attempt())) {
      return Fate.REFUSED;
    }
    boolean isKnown =
        (effect == EffectClass.KEYED || effect == EffectClass.TX)
            && applied.containsKey(asked.key());
    return switch (mood) {
      case FINE -> isKnown ? Fate.KNOWN : Fate.APPLIED;
      case BUSY, BROKEN -> Fate.REFUSED;
      case HANG, CUT -> Fate.LOST;
      case HANG_AFTER, CUT_AFTER -> isKnown ? Fate.LOST : Fate.APPLIED_UNHEARD;
    };
  }

  /** Whether an effect was made; an attempt that was not begun can't begin any more. */
  synchronized Reply probe(Received asked) throws IOException {
    Fate fate =
        moods.silent(asked.key(), asked.attempt())
            ? Fate.NO_ANSWER
            : applied.containsKey(asked.key()) ? Fate.HAD_HAPPENED : Fate.HAD_NOT;
    if (fate == Fate.HAD_NOT) {
      cancelled.add(asked.key() + "#" + asked.attempt());
    }
    write(asked.with(fate));
    return switch (fate) {
      case HAD_HAPPENED -> Reply.HAPPENED;
      case HAD_NOT -> Reply.NOT;
      default -> Reply.CUT;
    };
  }

  /** What a person finds who looks at the target: nothing is recorded, nothing changes. */
  synchronized Reply look(String key) {
    return applied.containsKey(key) ? Reply.HAPPENED : Reply.NOT;
  }

  /** A post, a note, or an acknowledgement that the world got. */
  synchronized Reply take(Received taken) throws IOException {
    posted.add(taken.kind() + taken.key());
    write(taken);
    return Reply.DONE;
  }

  /** Has it know what was seen elsewhere. */
  synchronized Reply remember(Received seen) throws IOException {
    if (seen.kind() == Kind.EFFECT && seen.isApplied()) {
      applied.merge(seen.key(), 1, Integer::sum);
    }
    if (seen.fate() == Fate.HAD_NOT) {
      cancelled.add(seen.key() + "#" + seen.attempt());
    }
    if (seen.kind() != Kind.EFFECT && seen.kind() != Kind.PROBE) {
      posted.add(seen.kind() + seen.key());
    }
    write(seen);
    return Reply.DONE;
  }

  /** Whether a post or note of that key is there. */
  synchronized Reply find(Kind kind, String key) {
    return posted.contains(kind + key) ? Reply.HAPPENED : Reply.NOT;
  }

  private void write(Received received) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((received.line() + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      record.write(line);
    }
    record.force(false);
  }

  @Override
  public void close() throws IOException {
    record.close();
  }
}

package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.conversation.ConversationEvent.SentenceRead;
import dev.deskhand.bot.intent.Explanation;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.json.ConversationEventJson;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was thought of sentences when they were read, and why, for those who may read evidence. Has
 * no effects. Thread-safe.
 */
public final class PastSentences {
  private static final int MOST_CONVERSATIONS = 100;
  private static final int MOST_EVENTS = 100;
  private static final int MOST_SHOWN = 50;

  private final Journal journal;
  private final ConversationEventJson json;
  private final Gate gate;
  private final Known known;

  /** What is known now, and from which files. */
  public record Known(IntentParser parser, ContentVersion edition) {}

  public PastSentences(Journal journal, PersonalVault vault, Gate gate, Known known) {
    this.journal = journal;
    this.json = new ConversationEventJson(vault);
    this.gate = gate;
    this.known = known;
  }

  /**
   * A sentence as it was read.
   *
   * @param recorded where and when
   */
  public record Past(RecordedEvent recorded, SentenceRead read) {
    /** By which it is found again. */
    public long number() {
      return recorded.position().value();
    }

    public boolean isErased() {
      return read.text().value().equals(Personal.ERASED);
    }
  }

  /**
   * Why a sentence was taken for what it was taken for.
   *
   * @param now what the catalogue of now makes of it; nothing of a sentence that is erased
   * @param catalogue whether that is the one by which it was read
   */
  public record Why(Past past, Optional<Explanation> now, Catalogue catalogue) {}

  /** Which catalogue a sentence was read by. */
  public enum Catalogue {
    OF_NOW,
    EARLIER
  }

  /** Whether somebody may look at them. */
  public boolean maySee(Principal reader) {
    return gate.mayReadRules(reader);
  }

  /** Up to 50 that were read last, the newest first; empty for whoever may not read evidence. */
  public Optional<List<Past>> recent(Principal reader) {
    return gate.mayReadRules(reader)
        ? Optional.of(
            journal.recent(reader.tenant(), ConversationId.KIND, MOST_CONVERSATIONS).stream()
                .flatMap(this::latest)
                .sorted(Comparator.comparingLong(Past::number).reversed())
                .limit(MOST_SHOWN)
                .toList())
        : Optional.empty();
  }

  /** Why; empty if there is no such sentence, or not for this person. */
  public Optional<Why> why(Principal reader, long number) {
    return number > 0 && gate.mayReadRules(reader)
        ? past(reader.tenant(), number).map(this::why)
        : Optional.empty();
  }

  /** The sentence that began a run, if one did and this person may read evidence. */
  public Optional<Past> of(Principal reader, StoredRun run) {
    if (!gate.mayReadRules(reader)) {
      return Optional.empty();
    }
    StreamId where = StreamId.parse(run.run().request().conversation());
    Map<Personal, Past> readings = new HashMap<>();
    for (RecordedEvent recorded : journal.read(new StreamKey(reader.tenant(), where)).events()) {
      if (json.isReading(recorded)) {
        Past past = past(recorded);
        readings.put(past.read().text(), past);
      } else if (json.shapes(recorded)
          && json.read(recorded) instanceof ConversationEvent.RunBegun begun
          && begun.run().equals(run.id())) {
        return Optional.ofNullable(readings.get(begun.request()));
      }
    }
    return Optional.empty();
  }

  private Why why(Past past) {
    return new Why(
        past,
        past.isErased()
            ? Optional.empty()
            : Optional.of(known.parser().explain(new Utterance(past.read().text().value()))),
        past.read().edition().equals(known.edition().sha256())
            ? Catalogue.OF_NOW
            : Catalogue.EARLIER);
  }

  private Optional<Past> past(TenantId tenant, long number) {
    return journal.tail(new Position(number - 1), 1).stream()
        .filter(it -> it.position().value() == number && it.key().tenant().equals(tenant))
        .filter(it -> it.key().stream().kind().equals(ConversationId.KIND))
        .filter(json::isReading)
        .map(this::past)
        .findFirst();
  }

  private Stream<Past> latest(StreamKey key) {
    long last = journal.last(key).map(RecordedEvent::sequence).orElse(0L);
    return journal.read(key, Math.max(0, last - MOST_EVENTS)).events().stream()
        .filter(json::isReading)
        .map(this::past);
  }

  private Past past(RecordedEvent recorded) {
    if (json.read(recorded) instanceof SentenceRead read) {
      return new Past(recorded, read);
    }
    throw new IllegalStateException(recorded.position() + " is no sentence that was read");
  }
}

package dev.deskhand.web;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.json.ChatEventJson;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The conversations of the chat page, one a person, each in the stream {@code chat/<person>}. All
 * that was said is sealed under the person's key. Thread-safe, and safe beside other replicas.
 */
final class Transcripts {
  private static final String KIND = "chat";
  private static final int ATTEMPTS = 50;

  private final TenantId tenant;
  private final Journal journal;
  private final PersonalVault vault;
  private final ConcurrentHashMap<PersonId, Object> writers = new ConcurrentHashMap<>();

  /**
   * A conversation as it stands.
   *
   * @param sequence of its last event, 0 when nothing was said yet
   */
  record Transcript(long sequence, List<RecordedEvent> events) {}

  Transcripts(TenantId tenant, Journal journal, PersonalVault vault) {
    this.tenant = tenant;
    this.journal = journal;
    this.vault = vault;
  }

  TenantId tenant() {
    return tenant;
  }

  Transcript read(PersonId person) {
    History history = journal.read(new StreamKey(tenant, stream(person)));
    return new Transcript(history.sequence(), history.events());
  }

  ChatEvent open(PersonId person, RecordedEvent recorded) {
    return ChatEventJson.load(
        recorded.event(), secret -> vault.open(tenant, person.value(), secret).value());
  }

  /** The sequence number of the event that has this identity, if it was stored. */
  Optional<Long> find(PersonId person, String identity) {
    return find(read(person), identity);
  }

  /**
   * Appends an event unless one of its identity is there already.
   *
   * @return its sequence number, or that of the earlier one
   * @throws dev.deskhand.journal.JournalException if it can't be stored
   */
  long append(PersonId person, ChatEvent event) {
    Event sealed =
        ChatEventJson.store(event, text -> vault.seal(tenant, new Personal(person.value(), text)));
    synchronized (writers.computeIfAbsent(person, fresh -> new Object())) {
      return append(person, event.identity(), sealed);
    }
  }

  private long append(PersonId person, String identity, Event sealed) {
    for (int attempt = 1; ; attempt++) {
      Transcript transcript = read(person);
      Optional<Long> earlier = find(transcript, identity);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      try {
        write(person, transcript.sequence(), sealed);
        return transcript.sequence() + 1;
      } catch (VersionConflictException e) {
        // Another replica was faster; with so many losses in a row something else is wrong.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void write(PersonId person, long expected, Event sealed) {
    journal.append(
        Append.in(tenant)
            .to(stream(person), expected, StreamState.asleep(), List.of(sealed))
            .build());
  }

  /** Hears, quickly and on the writer's thread, of whose conversation has grown in this process. */
  void onGrowth(Consumer<PersonId> listener) {
    journal.onCommit(append -> tell(append, listener));
  }

  private void tell(Append append, Consumer<PersonId> listener) {
    if (append.tenant().equals(tenant)) {
      append.streams().stream()
          .filter(part -> part.stream().kind().equals(KIND))
          .forEach(part -> listener.accept(new PersonId(part.stream().key())));
    }
  }

  private static Optional<Long> find(Transcript transcript, String identity) {
    return transcript.events().stream()
        .filter(recorded -> ChatEventJson.identity(recorded.event()).equals(identity))
        .map(RecordedEvent::sequence)
        .findFirst();
  }

  private static StreamId stream(PersonId person) {
    return new StreamId(KIND, person.value());
  }
}

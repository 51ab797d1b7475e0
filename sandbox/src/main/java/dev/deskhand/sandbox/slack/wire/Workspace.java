package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackRoom;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The people, channels and messages of the simulated workspace. Thread-safe. */
public final class Workspace {
  /** The id of the practice company's. */
  public static final String TEAM = "T0EXAMPLE";

  static final String BOT_USER = "U0DESKHAND";
  static final String BOT = "B0DESKHAND";
  static final String APP = "A0DESKHAND";

  /** The first ts is 100 microseconds after this, and each further one 100 later. */
  private static final long EPOCH_MICROS = 1_700_000_000_000_000L;

  private final String team;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, String> users = new LinkedHashMap<>();
  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final List<StoredMessage> messages = new ArrayList<>();
  private final Views views = new Views();
  private final Shelf files = new Shelf();
  private long given;

  /** A conversation, and whether the bot takes part in it. */
  private record Room(SlackRoom kind, boolean hasBot) {}

  /** An empty one; {@code team} is its id. */
  public Workspace(String team) {
    this.team = team;
  }

  /** Its id. */
  public String team() {
    return team;
  }

  /** Adds a person, and the direct conversation that the app has with each. */
  public void addUser(String id, String name) {
    locked(() -> users.put(id, name));
    addRoom(direct(id), SlackRoom.DIRECT);
  }

  /** Adds a conversation that the bot takes part in. */
  public void addRoom(String id, SlackRoom kind) {
    locked(() -> rooms.put(id, new Room(kind, true)));
  }

  /** From now on the bot takes no part in it. */
  public void expel(String id) {
    locked(() -> rooms.put(id, new Room(room(id), false)));
  }

  /** What kind of conversation it is; of one that is unknown, what its id looks like. */
  public SlackRoom room(String id) {
    return locked(
        () -> Optional.ofNullable(rooms.get(id)).map(Room::kind).orElseGet(() -> SlackRoom.of(id)));
  }

  /** The modals and Home tabs that are shown. */
  public Views views() {
    return views;
  }

  /** The files that people and the app have shared. */
  public Shelf files() {
    return files;
  }

  Optional<String> userName(String id) {
    return locked(() -> Optional.ofNullable(users.get(id)));
  }

  /** Why the bot can do nothing there; what it takes no part in is hidden, unless it is public. */
  Optional<SlackAnswer> refusal(String id) {
    Optional<Room> room = locked(() -> Optional.ofNullable(rooms.get(id)));
    if (room.isEmpty()) {
      return Optional.of(SlackAnswer.refusal("channel_not_found"));
    }
    return room.filter(it -> !it.hasBot())
        .map(
            it ->
                SlackAnswer.refusal(
                    it.kind() == SlackRoom.CHANNEL ? "not_in_channel" : "channel_not_found"));
  }

  /** Whether the bot takes no part in it, and it is public. */
  boolean isOpenToAll(String id) {
    return refusal(id).filter(it -> it.outcome().equals("not_in_channel")).isPresent();
  }

  /** The channel itself, or the direct conversation with a person. */
  String conversation(String channelOrUser) {
    return userName(channelOrUser).map(name -> direct(channelOrUser)).orElse(channelOrUser);
  }

  /** The id of the direct conversation with a person: {@code D} and the rest of the user's id. */
  static String direct(String user) {
    return "D" + user.substring(1);
  }

  /** Adds a message; {@code ts} is given to it here. */
  StoredMessage add(String channel, Optional<String> onlyFor, ObjectNode json) {
    return locked(
        () -> {
          StoredMessage stored = new StoredMessage(channel, onlyFor, json.put("ts", nextTs()));
          messages.add(stored);
          return stored;
        });
  }

  private String nextTs() {
    given += 100;
    long micros = EPOCH_MICROS + given;
    return "%d.%06d".formatted(micros / 1_000_000, micros % 1_000_000);
  }

  void replace(StoredMessage old, StoredMessage changedMessage) {
    locked(() -> messages.set(messages.indexOf(old), changedMessage));
  }

  /** The message with this ts, ephemeral ones left out, for Slack keeps none of those. */
  Optional<StoredMessage> find(String channel, String ts) {
    return in(channel).stream().filter(message -> message.ts().equals(ts)).findFirst();
  }

  /** The message with this ts, be it shown to one person alone. */
  Optional<StoredMessage> shown(String ts) {
    return locked(() -> messages.stream().filter(message -> message.ts().equals(ts)).findFirst());
  }

  /** The channel's messages, oldest first, ephemeral ones left out. */
  List<StoredMessage> in(String channel) {
    return locked(
        () ->
            messages.stream()
                .filter(message -> message.channel().equals(channel))
                .filter(message -> message.onlyFor().isEmpty())
                .toList());
  }

  /** What the app said, oldest first, each as it reads now. */
  public List<SlackMessage> saidByApp() {
    return locked(
        () ->
            messages.stream().filter(StoredMessage::isByApp).map(StoredMessage::message).toList());
  }

  /** Waits until the app has said something that fits; empty when the time is over before. */
  public Optional<SlackMessage> await(Predicate<SlackMessage> wanted, Duration atMost)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      Optional<SlackMessage> found = saidByApp().stream().filter(wanted).findFirst();
      while (found.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
        found = saidByApp().stream().filter(wanted).findFirst();
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /** A person says something, in a thread or not. Returns the message as Slack would show it. */
  public SlackMessage say(SlackSeat seat, Optional<String> threadTs, String text) {
    ObjectNode json =
        Json.object().put("type", "message").put("user", seat.user()).put("text", text);
    threadTs.ifPresent(ts -> json.put("thread_ts", ts));
    return add(seat.channel(), Optional.empty(), json.put("team", seat.team())).message();
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      T result = work.get();
      changed.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }
}

package dev.deskhand.bot.work;

import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.Columns;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.permissions.Account;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.trees.GivenFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The outside: a chat page, a help desk and a directory that remember what reached them. */
final class Outside {
  private final List<Outbound.ChannelPost> posts = new ArrayList<>();
  private final List<Outbound.Signpost> signposts = new ArrayList<>();
  private final List<Outbound.TicketNote> notes = new ArrayList<>();
  private final List<Outbound.TicketTransition> moves = new ArrayList<>();
  private final List<Outbound.TicketOpening> openings = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final Set<String> locked = new HashSet<>(Set.of("ada"));
  private final Deque<Supplier<RuntimeException>> failures = new ArrayDeque<>();
  private final Deque<Supplier<RuntimeException>> lostReplies = new ArrayDeque<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<String> fetched = new ArrayList<>();
  private final Deque<Supplier<RuntimeException>> shelfFailures = new ArrayDeque<>();
  private final Deque<ActionResult> unlockings = new ArrayDeque<>();
  private volatile Death death = Death.never();

  void under(Death other) {
    death = other;
  }

  /** The next deliveries fail before they arrive. */
  synchronized void fail(Supplier<RuntimeException> failure, int times) {
    for (int i = 0; i < times; i++) {
      failures.add(failure);
    }
  }

  /** The next deliveries arrive, and the answer is lost. */
  synchronized void loseReply(Supplier<RuntimeException> failure) {
    lostReplies.add(failure);
  }

  /** What the next unlocking comes to. */
  synchronized void unlocking(ActionResult result) {
    unlockings.add(result);
  }

  synchronized List<Outbound.ChannelPost> posts() {
    return List.copyOf(posts);
  }

  synchronized List<Outbound.Signpost> signposts() {
    return List.copyOf(signposts);
  }

  /** What a conversation shows, in order. */
  synchronized List<String> said(String place) {
    return posts.stream()
        .filter(it -> it.conversation().place().equals(place))
        .map(it -> read(it.message()))
        .toList();
  }

  /** All that is to be read of a message but its facts. */
  static String read(Message message) {
    StringBuilder text = new StringBuilder(message.text());
    for (Exhibit exhibit : message.exhibits()) {
      text.append('\n')
          .append(
              switch (exhibit) {
                case Exhibit.Code code -> code.text();
                case Exhibit.File(var file) -> file.inWords();
                case Exhibit.Picture picture -> "[picture: " + picture.shows() + "]";
                case Exhibit.Table table -> String.join("\n", Columns.of(table).lines());
              });
    }
    return text.toString();
  }

  /** What was said last, beside what is left of questions. */
  synchronized Outbound.ChannelPost last(String place) {
    return posts.stream()
        .filter(it -> !it.key().value().matches("in-.*-over"))
        .filter(it -> it.conversation().place().equals(place))
        .reduce((_, later) -> later)
        .orElseThrow(() -> new AssertionError("nothing was said to " + place));
  }

  synchronized List<Outbound.TicketNote> notes() {
    return List.copyOf(notes);
  }

  synchronized List<Outbound.TicketOpening> openings() {
    return List.copyOf(openings);
  }

  /** The tickets that were opened, from 77. */
  synchronized List<TicketRef> opened() {
    return IntStream.range(0, openings.size()).mapToObj(Outside::opened).toList();
  }

  private static TicketRef opened(int place) {
    return new TicketRef("rt", Integer.toString(77 + place));
  }

  synchronized List<Outbound.TicketTransition> moves() {
    return List.copyOf(moves);
  }

  /** How often a delivery was looked for after a first attempt. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  synchronized boolean isLocked(String account) {
    return locked.contains(account);
  }

  private synchronized void arrive(Runnable keep) {
    throwNext(failures);
    keep.run();
    throwNext(lostReplies);
  }

  private static void throwNext(Deque<Supplier<RuntimeException>> from) {
    Supplier<RuntimeException> failure = from.poll();
    if (failure != null) {
      throw failure.get();
    }
  }

  Channel channel() {
    return new Web();
  }

  TicketDesk desk() {
    return new Desk();
  }

  /** Where files lie that people gave, by their places. */
  FileSource files() {
    return new Shelf();
  }

  synchronized void lays(String place, byte[] bytes) {
    files.put(place, bytes);
  }

  /** The next look at the shelf fails. */
  synchronized void closesShelf(Supplier<RuntimeException> failure, int times) {
    for (int i = 0; i < times; i++) {
      shelfFailures.add(failure);
    }
  }

  synchronized List<String> fetched() {
    return List.copyOf(fetched);
  }

  private final class Shelf implements FileSource {
    @Override
    public String door() {
      return "shelf";
    }

    @Override
    public Fetched fetch(GivenFile file, long most) {
      synchronized (Outside.this) {
        fetched.add(file.place().value());
        throwNext(shelfFailures);
        byte[] bytes = files.get(file.place().value());
        if (bytes == null) {
          return new Fetched.Refused(Reason.GONE);
        }
        return bytes.length > most
            ? new Fetched.Refused(Reason.TOO_LARGE)
            : new Fetched.Content(bytes);
      }
    }
  }

  List<StepAction> actions() {
    return List.of(new State(), new Unlock(), new Health());
  }

  private final class Web implements Channel {
    @Override
    public String name() {
      return "web";
    }

    @Override
    public String post(Outbound.ChannelPost post, Optional<String> replaced) {
      death.pass();
      arrive(() -> posts.add(post));
      death.pass();
      return "m-" + post.key();
    }

    @Override
    public void point(Outbound.Signpost signpost) {
      arrive(() -> signposts.add(signpost));
    }

    @Override
    public Optional<String> find(Outbound.ChannelPost post) {
      synchronized (Outside.this) {
        asked.add(post.key().value());
        return posts.stream().anyMatch(it -> it.key().equals(post.key()))
            ? Optional.of("m-" + post.key())
            : Optional.empty();
      }
    }

    @Override
    public Optional<ConversationId> direct(Account account) {
      return account.platform().equals("web")
          ? Optional.of(new ConversationId("web", account.user()))
          : Optional.empty();
    }
  }

  private final class Desk implements TicketDesk {
    @Override
    public String name() {
      return "rt";
    }

    @Override
    public boolean isOurs(Account account) {
      return false;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public TicketRef open(Outbound.TicketOpening opening) {
      death.pass();
      arrive(() -> openings.add(opening));
      death.pass();
      return find(opening).orElseThrow();
    }

    @Override
    public Optional<TicketRef> find(Outbound.TicketOpening opening) {
      synchronized (Outside.this) {
        int place = openings.stream().map(it -> it.key()).toList().indexOf(opening.key());
        return place < 0 ? Optional.empty() : Optional.of(opened(place));
      }
    }

    @Override
    public String add(Outbound.TicketNote note) {
      death.pass();
      arrive(() -> notes.add(note));
      death.pass();
      return "n-" + note.key();
    }

    @Override
    public Optional<String> find(Outbound.TicketNote note) {
      synchronized (Outside.this) {
        asked.add(note.key().value());
        return notes.stream().anyMatch(it -> it.key().equals(note.key()))
            ? Optional.of("n-" + note.key())
            : Optional.empty();
      }
    }

    @Override
    public void move(Outbound.TicketTransition transition) {
      death.pass();
      arrive(() -> moves.add(transition));
      death.pass();
    }

    @Override
    public void edit(TicketRef ticket, TicketEdit edit) {
      throw DeliveryFailedException.giveUp("this desk knows no fields");
    }

    @Override
    public String url(TicketRef ticket) {
      return "/tickets/" + ticket;
    }
  }

  private static StepAction.Signature signature(
      String kind, String required, EffectClass effect, Set<String> outputs) {
    return new StepAction.Signature(
        kind, Set.of(required), Set.of("expect", "query"), Set.of(effect), outputs);
  }

  private final class State implements StepAction {
    @Override
    public String name() {
      return "ldap.account-state";
    }

    @Override
    public Signature signature() {
      return Outside.signature("ldap", "account", EffectClass.READ, Set.of("found", "locked"));
    }

    @Override
    public ActionResult perform(ActionCall call) {
      boolean isLocked = isLocked(call.argument("account"));
      if (isLocked && call.optionalArgument("expect").isPresent()) {
        return new ActionResult.Failed(ActionResult.Failed.Cause.TRANSIENT, "still locked");
      }
      return new ActionResult.Done(
          Map.of("found", "true", "locked", Boolean.toString(isLocked)),
          "lockoutTime=" + (isLocked ? "134000000000000000" : "0"));
    }
  }

  private final class Unlock implements StepAction {
    @Override
    public String name() {
      return "ldap.unlock";
    }

    @Override
    public Signature signature() {
      return Outside.signature("ldap", "account", EffectClass.IDEMPOTENT, Set.of("changed"));
    }

    @Override
    public ActionResult perform(ActionCall call) {
      synchronized (Outside.this) {
        ActionResult scripted = unlockings.poll();
        if (scripted != null) {
          return scripted;
        }
        locked.remove(call.argument("account"));
        return new ActionResult.Done(Map.of("changed", "true"), "lockoutTime was reset");
      }
    }
  }

  private static final class Health implements StepAction {
    @Override
    public String name() {
      return "http.get";
    }

    @Override
    public Signature signature() {
      return Outside.signature("http", "path", EffectClass.READ, Set.of("status"));
    }

    @Override
    public ActionResult perform(ActionCall call) {
      throw DeliveryFailedException.giveUp("nobody asks for the gateway's health here");
    }
  }
}

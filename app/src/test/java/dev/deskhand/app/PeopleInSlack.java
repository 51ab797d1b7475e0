package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.practice.YamlAsJson;
import dev.deskhand.sandbox.slack.AppAnswer;
import dev.deskhand.sandbox.slack.SignedDelivery;
import dev.deskhand.sandbox.slack.Signing;
import dev.deskhand.sandbox.slack.SlackDelivery;
import dev.deskhand.sandbox.slack.SlackSender;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackButton;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.sandbox.slack.message.SlackView;
import dev.deskhand.sandbox.slack.message.ViewAnswer;
import dev.deskhand.sandbox.slack.wire.Shelf;
import dev.deskhand.slack.SlackManifest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Direct messages, commands and modals of Slack, over whichever way. */
final class PeopleInSlack implements Door.Pinboard {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Pattern IMAGE =
      Pattern.compile(
          "\\{\"type\":\"image\",[^{}]*\"slack_file\":\\{\"id\":\"(F\\d+)\"},\"alt_text\":\"([^\"]*)\"");

  private static final Pattern REFERENCE = Pattern.compile("[\\w-]{20,}\\.[\\w-]{20,}");
  private static final String CHANNEL = "C0HELP";

  private final SlackSimulator slack;
  private final SlackSender sender;
  private final String team;

  PeopleInSlack(SlackSimulator slack, SlackSender sender) {
    this(slack, sender, SlackSimulator.TEAM);
  }

  /** Those of another workspace. */
  PeopleInSlack(SlackSimulator slack, SlackSender sender, String team) {
    this.slack = slack;
    this.sender = sender;
    this.team = team;
  }

  /** What Slack is told of the app. */
  static String manifest() {
    URI address = URI.create("https://desk.example.com");
    return YamlAsJson.of(new SlackManifest("/desk", Optional.of(address)).yaml()).toString();
  }

  static String user(String person) {
    return "U0" + person.toUpperCase(Locale.ROOT);
  }

  static String account(String person) {
    return "slack:" + SlackSimulator.TEAM + ":" + user(person);
  }

  private SlackSeat seat(String person) {
    return new SlackSeat(team, user(person), "D0" + person.toUpperCase(Locale.ROOT));
  }

  @Override
  public Shown pin(String person, String offer) {
    int before = inChannel().size();
    assertThat(command(seat(person).in(CHANNEL), "pin-offer " + offer)).isTrue();
    return Await.some(offer + " is pinned", () -> inChannel().stream().skip(before).findFirst());
  }

  @Override
  public List<Shown> inChannel() {
    return slack.messages().stream()
        .filter(it -> it.channel().equals(CHANNEL) && it.onlyFor().isEmpty())
        .map(PeopleInSlack::shown)
        .toList();
  }

  @Override
  public Delivery pressPinned(
      String person, Shown pinned, String label, UnaryOperator<String> bending) {
    SlackMessage seen = (SlackMessage) pinned.message();
    SlackButton made = button(seen, label);
    Optional<String> value =
        made.value().map(it -> REFERENCE.matcher(it).replaceFirst(m -> bending.apply(m.group())));
    SlackButton bent =
        new SlackButton(made.blockId(), made.actionId(), made.label(), value, made.kind());
    return delivery(sender.click(seat(person).in(CHANNEL), seen, bent));
  }

  @Override
  public Form openPinned(String person, Shown pinned, String label) {
    Set<String> before = modals();
    assertThat(pressPinned(person, pinned, label, UnaryOperator.identity()).send()).isTrue();
    return modal(seat(person).in(CHANNEL), before);
  }

  private static SlackButton button(SlackMessage seen, String label) {
    return seen.buttons().stream().filter(it -> it.label().equals(label)).findFirst().orElseThrow();
  }

  @Override
  public Optional<String> gap(Journey journey) {
    return Optional.empty();
  }

  @Override
  public Delivery command(String person, String words) {
    return delivery(sender.command(seat(person), words));
  }

  @Override
  public Delivery sentence(String person, String words) {
    return delivery(sender.directMessage(seat(person), words));
  }

  @Override
  public Delivery press(String person, Shown message, String label) {
    SlackMessage seen = (SlackMessage) message.message();
    return delivery(sender.click(seat(person), seen, button(seen, label)));
  }

  @Override
  public Delivery give(String person, Given file) {
    return give(person, "", file);
  }

  /** Somebody gives a file, and says what it is for. */
  Delivery give(String person, String words, Given file) {
    return delivery(sender.files(seat(person), words, share(file)));
  }

  private Shelf.Shared share(Given file) {
    Shelf.Shared shared = slack.files().share(file.name(), "text/plain", file.bytes());
    file.instead().ifPresent(it -> slack.files().answerInstead(shared, it));
    return shared;
  }

  /** Somebody makes a ticket of a colleague's message with a file, by its shortcut. */
  Form shortcut(String person, String words, Given file) {
    SlackSeat seat = seat(person);
    SlackMessage said = slack.say(seat.in("C0HELP"), words);
    Set<String> before = modals();
    SlackDelivery chosen =
        sender.shortcut(seat.in("C0HELP"), "deskhand-ticket", said.ts(), words, share(file));
    assertThat(delivery(chosen).send()).isTrue();
    return modal(seat, before);
  }

  /** Somebody types a command wherever they sit; tells whether it was taken. */
  boolean command(SlackSeat seat, String words) {
    return delivery(sender.command(seat, words)).send();
  }

  /** Somebody mentions the bot in a thread; tells whether it was taken. */
  boolean mention(SlackSeat seat, String thread, String words) {
    return delivery(sender.mentionInThread(seat, thread, words)).send();
  }

  /** Somebody writes in a channel's thread, and not to the bot; tells whether it was taken. */
  boolean talk(SlackSeat seat, String thread, String words) {
    return delivery(sender.talkInThread(seat, thread, words)).send();
  }

  /** Somebody answers in the thread below a direct message. */
  Delivery below(String person, Shown message, String words) {
    String thread = ((SlackMessage) message.message()).ts();
    return delivery(sender.directMessageInThread(seat(person), thread, words));
  }

  /** Somebody chooses to make a ticket of a message; tells whether that was taken. */
  boolean wish(SlackSeat seat, String ts, String words) {
    return delivery(sender.shortcut(seat, "deskhand-ticket", ts, words)).send();
  }

  /** The same, and its form. */
  Form wished(SlackSeat seat, String ts, String words) {
    Set<String> before = modals();
    assertThat(wish(seat, ts, words)).isTrue();
    return modal(seat, before);
  }

  private Delivery delivery(SlackDelivery delivery) {
    SignedDelivery signed = sender.sign(delivery, Signing.VALID);
    return new Delivery() {
      @Override
      public boolean send() {
        return sender.send(signed).status() == 200;
      }

      @Override
      public boolean again() {
        return sender.send(signed.retried(1)).status() == 200;
      }
    };
  }

  @Override
  public List<Shown> shown(String person) {
    SlackSeat seat = seat(person);
    return slack.messages().stream()
        .filter(
            it ->
                it.onlyFor().isPresent()
                    ? it.onlyFor().get().equals(seat.user())
                    : it.channel().equals(seat.channel()))
        .map(PeopleInSlack::shown)
        .toList();
  }

  private static Shown shown(SlackMessage it) {
    return new Shown(
        it.ts(),
        it.text() + "\n" + it.json(),
        it.buttons().stream().map(SlackButton::label).toList(),
        it);
  }

  @Override
  public Form form(String person, String offer) {
    SlackSeat seat = seat(person);
    assertThat(sender.send(sender.homeOpened(seat, "home")).status()).isEqualTo(200);
    SlackView home =
        slack.awaitView(it -> it.user().equals(seat.user()) && it.says(offer), PATIENCE);
    Set<String> before = modals();
    assertThat(sender.send(sender.press(seat, home, offer)).status()).isEqualTo(200);
    return modal(seat, before);
  }

  @Override
  public Form opened(String person, Shown message, String label) {
    Set<String> before = modals();
    assertThat(press(person, message, label).send()).isTrue();
    return modal(seat(person), before);
  }

  private Set<String> modals() {
    return slack.views().all().stream().map(SlackView::id).collect(Collectors.toSet());
  }

  private Form modal(SlackSeat seat, Set<String> before) {
    SlackView modal = slack.awaitView(it -> it.isModal() && !before.contains(it.id()), PATIENCE);
    return said -> filledIn(seat, modal, said);
  }

  /** Page by page, where it has several. */
  private List<String> filledIn(SlackSeat seat, SlackView page, Map<String, String> said) {
    AppAnswer answer = sender.send(sender.submission(seat, page, said));
    return switch (slack.views().answered(page, answer)) {
      case ViewAnswer.Closed _ -> List.of();
      case ViewAnswer.Updated(SlackView next) -> filledIn(seat, next, said);
      case ViewAnswer.Errors errors -> List.copyOf(errors.byLabel().values());
    };
  }

  @Override
  public List<String> files(String person) {
    String all = shown(person).toString();
    return slack.files().all().stream()
        .filter(it -> all.contains(it.name()))
        .map(Shelf.Shared::text)
        .toList();
  }

  /** That the file is a picture, and can be shown, the simulator has looked at. */
  @Override
  public List<String> pictures(String person) {
    Set<String> files =
        slack.files().all().stream().map(Shelf.Shared::id).collect(Collectors.toSet());
    return shown(person).stream()
        .flatMap(it -> IMAGE.matcher(((SlackMessage) it.message()).json()).results())
        .filter(it -> files.contains(it.group(1)))
        .map(it -> it.group(2))
        .toList();
  }

  @Override
  public int longest() {
    return 100_000;
  }
}

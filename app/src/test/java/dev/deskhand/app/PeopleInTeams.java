package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.PictureReading;
import dev.deskhand.sandbox.teams.TeamsSender;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsMessage.TeamsButton;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Personal conversations and dialogs of Teams. */
final class PeopleInTeams implements Door.Pinboard {
  private static final String SHARED = "application/vnd.microsoft.teams.file.download.info";
  private static final Pattern PAGE = Pattern.compile("Page \\d+ of \\d+");
  private static final Pattern IMAGE =
      Pattern.compile(
          "\"type\":\"Image\",\"url\":\"data:image/png;base64,([^\"]*)\",\"altText\":\"([^\"]*)\"");

  private static final Pattern REFERENCE = Pattern.compile("[\\w-]{20,}\\.[\\w-]{20,}");

  private final TeamsSimulator teams;
  private final TeamsSender sender;

  PeopleInTeams(TeamsSimulator teams, TeamsSender sender) {
    this.teams = teams;
    this.sender = sender;
  }

  private static String user(String person) {
    return UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8)).toString();
  }

  static String account(String person) {
    return "teams:" + TeamsSimulator.TENANT + ":" + user(person);
  }

  private static TeamsSeat seat(String person) {
    return TeamsSimulator.personal(user(person));
  }

  private static TeamsSeat there(String person) {
    return TeamsSimulator.channel(user(person));
  }

  /** Somebody mentions the bot in a thread of a channel. */
  Delivery mention(String person, String thread, String words) {
    TeamsSeat channel =
        new TeamsSeat(
            TeamsSimulator.TENANT, user(person), TeamsSeat.Kind.CHANNEL, "19:help@thread.tacv2");
    return delivery(sender.message(channel.inThread(thread), words));
  }

  @Override
  public Shown pin(String person, String offer) {
    int before = inChannel().size();
    assertThat(delivery(sender.message(there(person), "pin-offer " + offer)).send()).isTrue();
    return Await.some(offer + " is pinned", () -> inChannel().stream().skip(before).findFirst());
  }

  @Override
  public List<Shown> inChannel() {
    return shownIn(there("anybody"));
  }

  @Override
  public Delivery pressPinned(
      String person, Shown pinned, String label, UnaryOperator<String> bending) {
    TeamsMessage seen = (TeamsMessage) pinned.message();
    TeamsButton made = seen.button(label).orElseThrow();
    String data = REFERENCE.matcher(made.data()).replaceFirst(it -> bending.apply(it.group()));
    return delivery(
        sender.fetch(there(person), seen, new TeamsButton(made.title(), data, made.fallback())));
  }

  @Override
  public Form openPinned(String person, Shown pinned, String label) {
    return dialog(there(person), (TeamsMessage) pinned.message(), label);
  }

  @Override
  public Optional<String> gap(Journey journey) {
    return Optional.empty();
  }

  @Override
  public Delivery command(String person, String words) {
    return sentence(person, words);
  }

  @Override
  public Delivery sentence(String person, String words) {
    return delivery(sender.message(seat(person), words));
  }

  @Override
  public Delivery give(String person, Given file) {
    URI there = teams.keepFile(UUID.randomUUID().toString(), file.bytes());
    file.instead().ifPresent(it -> teams.answerInstead(there, it));
    return delivery(sender.attachment(seat(person), SHARED, file.name(), there.toString()));
  }

  @Override
  public Delivery press(String person, Shown message, String label) {
    TeamsMessage seen = (TeamsMessage) message.message();
    return delivery(sender.execute(seat(person), seen, seen.button(label).orElseThrow()));
  }

  private Delivery delivery(String activity) {
    return new Delivery() {
      @Override
      public boolean send() {
        return sender.send(activity).status() == 200;
      }

      @Override
      public boolean again() {
        return send();
      }
    };
  }

  @Override
  public List<Shown> shown(String person) {
    return shownIn(seat(person));
  }

  private List<Shown> shownIn(TeamsSeat seat) {
    return teams.messages().stream()
        .filter(it -> it.conversation().equals(seat.conversation()))
        .map(
            it ->
                new Shown(
                    it.id(), it.text(), it.buttons().stream().map(TeamsButton::title).toList(), it))
        .toList();
  }

  @Override
  public Form form(String person, String offer) {
    TeamsSeat seat = seat(person);
    String name = offer.substring(offer.indexOf(' ') + 1);
    TeamsMessage card =
        ((TeamsAnswer.Found) sender.answered(sender.search(seat, name, 0))).cards().getFirst();
    return dialog(seat, card, "Choose");
  }

  @Override
  public Form opened(String person, Shown message, String label) {
    return dialog(seat(person), (TeamsMessage) message.message(), label);
  }

  private Form dialog(TeamsSeat seat, TeamsMessage card, String label) {
    TeamsAnswer.Form form =
        (TeamsAnswer.Form)
            sender.answered(sender.fetch(seat, card, card.button(label).orElseThrow()));
    return said -> filledIn(seat, form, said);
  }

  /** Page by page, where it has several. */
  private List<String> filledIn(TeamsSeat seat, TeamsAnswer.Form page, Map<String, String> said) {
    return switch (sender.answered(sender.submit(seat, page, said))) {
      case TeamsAnswer.Form next when !number(next).equals(number(page)) ->
          filledIn(seat, next, said);
      case TeamsAnswer.Form again -> again.text().lines().toList();
      case TeamsAnswer.Nothing _, TeamsAnswer.Said _ -> List.of();
      case TeamsAnswer.Card _, TeamsAnswer.Found _, TeamsAnswer.Values _ -> {
        assertThat(page).as("a dialog is answered by a dialog or its end").isNull();
        yield List.of();
      }
    };
  }

  private static Optional<String> number(TeamsAnswer.Form page) {
    return PAGE.matcher(page.text()).results().map(MatchResult::group).findFirst();
  }

  /** They say yes to each question. */
  @Override
  public List<String> files(String person) {
    shown(person).stream()
        .map(it -> (TeamsMessage) it.message())
        .filter(it -> it.json().contains("file.consent"))
        .forEach(
            it -> {
              String to = teams.wanted(it.id()).toString();
              assertThat(sender.send(sender.consent(seat(person), it, to)).status()).isEqualTo(200);
            });
    return List.copyOf(teams.uploaded().values());
  }

  @Override
  public List<String> pictures(String person) {
    return shown(person).stream()
        .flatMap(it -> IMAGE.matcher(((TeamsMessage) it.message()).json()).results())
        .filter(
            it ->
                PictureReading.of(Base64.getDecoder().decode(it.group(1)))
                    instanceof PictureReading.Proven)
        .map(it -> it.group(2))
        .toList();
  }

  @Override
  public int longest() {
    return 100_000;
  }
}

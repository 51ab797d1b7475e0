package dev.deskhand.bot;

import dev.deskhand.bot.conversation.ConversationStore;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.name.NameMatcher.Match;
import dev.deskhand.bot.name.Names;
import dev.deskhand.bot.name.Names.Name;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.offer.ShownOffer;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.plan.ButtonReader.AskedStep;
import dev.deskhand.bot.plan.Plan.Chosen;
import dev.deskhand.bot.reply.AccountReplies;
import dev.deskhand.bot.reply.OfferReplies;
import dev.deskhand.bot.reply.RunReplies;
import dev.deskhand.bot.reply.Waiting;
import dev.deskhand.content.InputType;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.trees.WalkStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The front desk of a server that works. Thread-safe. */
public final class OpenDesk implements FrontDesk {
  private static final int MOST_WAITING = 5;
  private static final Pattern RUN_FILE =
      Pattern.compile("/requests/([a-z0-9-]{1,80})/files/([0-9a-f]{64})");

  private final TenantId tenant;
  private final People people;
  private final Portal portal;
  private final Presses presses;
  private final ConversationStore conversations;
  private final Awaited awaited;

  /** Who people are, and how they are called. */
  public record People(IdentityDirectory directory, Names names) {}

  public OpenDesk(
      TenantId tenant,
      People people,
      Portal portal,
      WalkStore walks,
      ConversationStore conversations,
      Awaited awaited) {
    this.conversations = conversations;
    this.awaited = awaited;
    this.tenant = tenant;
    this.people = people;
    this.portal = portal;
    this.presses = new Presses(portal, walks);
  }

  @Override
  public Optional<Form> form(Account account, ButtonAction action) {
    return people
        .directory()
        .principal(tenant, account)
        .flatMap(
            by ->
                ButtonReader.askedStep(action)
                    .flatMap(asked -> ofStep(by, action, asked))
                    .or(
                        () ->
                            ButtonReader.chosen(action)
                                .flatMap(chosen -> ofOffer(by, action, chosen)))
                    .or(() -> ofSentence(by, action))
                    .or(() -> ofTicket(action)));
  }

  private static Optional<Form> ofTicket(ButtonAction action) {
    return action.equals(ButtonReader.ticket())
        ? Optional.of(
            new Form(
                action,
                "Make this a ticket",
                "Somebody of the support desk looks at it.",
                List.of(
                    new Form.Field(
                        ButtonReader.ABOUT,
                        new InputType.Text(Optional.empty()),
                        "What is it about?",
                        "",
                        Optional.empty()))))
        : Optional.empty();
  }

  private Optional<Form> ofStep(Principal by, ButtonAction action, AskedStep asked) {
    return portal
        .asked(by, asked.run(), asked.step())
        .map(values -> new Form(action, values.run().run().plan().title(), "", values.fields()));
  }

  /** What a runbook takes that somebody asked for in a sentence, as far as it was understood. */
  private Optional<Form> ofSentence(Principal by, ButtonAction action) {
    return ButtonReader.askedInputs(action)
        .flatMap(
            inputs ->
                inputs.open(conversations.load(tenant, inputs.where()).conversation(), by.id()))
        .flatMap(asked -> portal.form(by, asked, action));
  }

  /** What a link or pinned button has fixed is not asked. */
  private Optional<Form> ofOffer(Principal by, ButtonAction action, Chosen chosen) {
    return switch (chosen) {
      case Chosen.Named(OfferName name, String edition) ->
          ofOffer(by, action, name, edition, Map.of());
      case Chosen.Signed(String token) ->
          portal.offers().opened(token) instanceof OfferSeal.Reading.Valid(var it)
              ? ofOffer(by, action, it.offer(), it.edition(), it.fixed())
              : Optional.empty();
    };
  }

  private Optional<Form> ofOffer(
      Principal by, ButtonAction action, OfferName name, String edition, Map<String, String> fix) {
    if (!(portal.offers().find(by, name) instanceof Offers.Found.Open(ShownOffer shown))
        || !shown.offer().edition().equals(edition)) {
      return Optional.empty();
    }
    Offer offer = shown.offer();
    List<Form.Field> fields =
        portal.form(by, offer).stream().filter(field -> !fix.containsKey(field.name())).toList();
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new Form(action, offer.face().title(), OfferReplies.about(shown), fields));
  }

  @Override
  public Looked look(Account account, List<Form.Field> fields, Map<String, String> said) {
    Map<String, String> meant = new HashMap<>(said);
    Map<String, String> doubts = new HashMap<>();
    for (Form.Field field : fields) {
      String value = said.getOrDefault(field.name(), "");
      if (field.type() instanceof InputType.PersonInput && field.unfit(value).isPresent()) {
        switch (people.names().person(account, value)) {
          case Match.Known(Name person) -> meant.put(field.name(), person.id());
          case Match.Near(List<Name> near) -> doubts.put(field.name(), doubt(near));
          case Match.Unknown _ -> {}
        }
      }
    }
    Map<String, String> reasons = new LinkedHashMap<>(Form.unfit(fields, meant));
    reasons.putAll(doubts);
    return new Looked(meant, reasons);
  }

  private static String doubt(List<Name> near) {
    return "That may be "
        + near.stream().map(Name::label).collect(Collectors.joining(", or "))
        + ". Write the id of the one you mean.";
  }

  @Override
  public Optional<List<Message>> home(Account account) {
    return Optional.of(
        people
            .directory()
            .principal(tenant, account)
            .map(this::page)
            .orElseGet(() -> List.of(AccountReplies.unknown(account))));
  }

  @Override
  public Optional<List<Offered>> offered(Account account, String words) {
    return people
        .directory()
        .principal(tenant, account)
        .map(by -> portal.offers().shownTo(by, words).stream().map(OpenDesk::offered).toList());
  }

  private static Offered offered(ShownOffer shown) {
    return new Offered(
        shown.offer().face().title(), OfferReplies.about(shown), ButtonReader.offer(shown.offer()));
  }

  @Override
  public News news() {
    return new RunNews(tenant, people.directory(), portal);
  }

  /** Nobody who is unknown is kept from pressing: then they hear how to become known. */
  @Override
  public boolean isFor(Account account, ButtonAction action) {
    return people
        .directory()
        .principal(tenant, account)
        .map(
            by ->
                ButtonReader.askedInputs(action).isPresent()
                    ? ofSentence(by, action).isPresent()
                    : presses.isFor(by, action))
        .orElse(true);
  }

  @Override
  public boolean isAwaited(Account account, ConversationId where) {
    return awaited.is(
        tenant, where, () -> people.directory().principal(tenant, account).map(Principal::id));
  }

  @Override
  public Optional<Attachment> file(Account account, String place) {
    Matcher known = RUN_FILE.matcher(place);
    return known.matches()
        ? people
            .directory()
            .principal(tenant, account)
            .flatMap(by -> portal.file(by, new RunId(known.group(1)), known.group(2)))
        : Optional.empty();
  }

  private List<Message> page(Principal by) {
    List<Message> page = new ArrayList<>();
    List<Waiting> waiting = portal.waiting(by);
    page.add(RunReplies.waiting(waiting.size(), MOST_WAITING));
    waiting.stream().limit(MOST_WAITING).map(RunReplies::waiting).forEach(page::add);
    page.add(RunReplies.requests(portal.requests(by)));
    page.add(OfferReplies.whole(portal.offers().shownTo(by, "")));
    return List.copyOf(page);
  }
}

package dev.deskhand.bot.plan;

import dev.deskhand.bot.conversation.Conversation;
import dev.deskhand.bot.conversation.Conversation.Question;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.plan.Plan.Chosen;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.StreamId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.WalkId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the actions of buttons and reads them again, however they were bent on the way. */
public final class ButtonReader {
  private static final String ANSWER = "answer";
  private static final String TURN = "turn";
  private static final String CHOOSE = "choose";
  private static final String APPROVE = "approve";
  private static final String DECLINE = "decline";
  private static final String CHANGES = "changes";
  private static final String SETTLE = "settle";
  private static final String FIELD = "field";
  private static final String FORM = "form";
  private static final String OFFER = "offer";
  private static final String OFFERED = "offered";
  private static final String BROWSE = "browse";
  private static final String VALUE = "value";
  private static final String CONFIRM = "confirm";
  private static final String REFUSE = "refuse";
  private static final String INPUTS = "inputs";
  private static final String TICKET = "open-ticket";
  private static final String FOR_TICKET = "for-ticket";

  /** The field of a new ticket that says what it is about. */
  public static final String ABOUT = "about";

  /** So many characters of a search travel in a button, whatever letters they are. */
  private static final int MOST_WORDS = 40;

  private static final int MOST_PAGES = 1_000;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  public static ButtonAction answer(WalkId walk, NodeId node, int visit, ChoiceId choice) {
    return ButtonAction.of(
        ANSWER, walk.value(), node.value(), Integer.toString(visit), choice.value());
  }

  /** What can be said to a walk at any moment. */
  public static ButtonAction turn(WalkId walk, TurnVerb verb) {
    return ButtonAction.of(TURN, walk.value(), verb.name().toLowerCase(Locale.ROOT));
  }

  /**
   * One of the intents that somebody was offered.
   *
   * @param question its {@linkplain ConversationEvent.ChoiceOffered#mark() mark}
   */
  public static ButtonAction choose(String question, String intent) {
    return ButtonAction.of(CHOOSE, question, intent);
  }

  /**
   * Yes to what a sentence was understood as.
   *
   * @param id of the question
   */
  public static ButtonAction confirm(String id) {
    return ButtonAction.of(CONFIRM, id);
  }

  /** No to what a sentence was understood as. */
  public static ButtonAction refuse(String id) {
    return ButtonAction.of(REFUSE, id);
  }

  public static ButtonAction approve(RunId run) {
    return ButtonAction.of(APPROVE, run.value());
  }

  public static ButtonAction decline(RunId run) {
    return ButtonAction.of(DECLINE, run.value());
  }

  /** Neither: what has to be different is asked next. */
  public static ButtonAction changes(RunId run) {
    return ButtonAction.of(CHANGES, run.value());
  }

  /** Yes to what is left of a run behind a step. */
  public static ButtonAction approve(RunId run, StepRef step) {
    return ButtonAction.of(APPROVE, run.value(), step.toString());
  }

  /** No to what is left of a run behind a step. */
  public static ButtonAction decline(RunId run, StepRef step) {
    return ButtonAction.of(DECLINE, run.value(), step.toString());
  }

  /** One of the values that a form's question offers, by its number from 0. */
  public static ButtonAction field(RunId run, StepRef step, String field, int number) {
    return ButtonAction.of(FIELD, run.value(), step.toString(), field, Integer.toString(number));
  }

  /** All values that a step of a run asks for, at once. */
  public static ButtonAction form(RunId run, StepRef step) {
    return ButtonAction.of(FORM, run.value(), step.toString());
  }

  public static ButtonAction settle(RunId run, StepRef step, int attempt, Settlement settlement) {
    return ButtonAction.of(
        SETTLE,
        run.value(),
        step.toString(),
        Integer.toString(attempt),
        settlement.name().toLowerCase(Locale.ROOT));
  }

  /**
   * All values at once that a runbook takes for which somebody was asked; empty where the name of
   * the place is too long for a button.
   */
  public static Optional<ButtonAction> inputs(
      ConversationId where, ConversationEvent.InputAsked asked) {
    ButtonAction action = ButtonAction.of(INPUTS, base64(where.toString()), asked.digest());
    return action.encoded().length() <= ButtonAction.MAX_CHARACTERS
        ? Optional.of(action)
        : Optional.empty();
  }

  /**
   * What a runbook takes for which somebody was asked.
   *
   * @param question its {@linkplain ConversationEvent.InputAsked#digest() digest}
   */
  public record AskedInputs(ConversationId where, String question) {
    /** The question itself, if it is open for this person there. */
    public Optional<ConversationEvent.InputAsked> open(Conversation there, PersonId person) {
      return there
          .openFor(person)
          .flatMap(
              open ->
                  open instanceof Question.ValueOf(var asked)
                      ? Optional.of(asked)
                      : Optional.empty())
          .filter(asked -> asked.digest().equals(question));
    }
  }

  /** The inputs whose form a button opens; empty for another button, or one that is bent. */
  public static Optional<AskedInputs> askedInputs(ButtonAction action) {
    try {
      return action.verb().equals(INPUTS) && action.ids().size() == 2
          ? Optional.of(
              new AskedInputs(
                  ConversationId.of(
                      new StreamId(ConversationId.KIND, text(action.ids().getFirst()))),
                  action.ids().getLast()))
          : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  /** An offer of the catalogue, as it was when the button was made. */
  public static ButtonAction offer(Offer offer) {
    return ButtonAction.of(OFFER, offer.name().value(), offer.edition());
  }

  /**
   * What {@link dev.deskhand.bot.offer.OfferSeal} signed.
   *
   * @throws IllegalArgumentException if it is too long for a button
   */
  public static ButtonAction offered(String token) {
    return ButtonAction.decode(ButtonAction.of(OFFERED, token).encoded());
  }

  /** A new ticket of whoever presses it. */
  public static ButtonAction ticket() {
    return ButtonAction.of(TICKET);
  }

  /** What somebody said is for this one of their tickets. */
  public static ButtonAction forTicket(TicketRef ticket) {
    return ButtonAction.of(FOR_TICKET, ticket.toString());
  }

  /** A page of the catalogue, from 0. */
  public static ButtonAction browse(String words, int page) {
    String some = words.substring(0, Math.min(words.length(), MOST_WORDS));
    return some.isBlank()
        ? ButtonAction.of(BROWSE, Integer.toString(page))
        : ButtonAction.of(BROWSE, Integer.toString(page), base64(some));
  }

  /** One of the values that a question offers, by its number from 0: of that question alone. */
  public static ButtonAction value(ConversationEvent.InputAsked asked, int number) {
    return ButtonAction.of(VALUE, asked.input(), asked.mark(), Integer.toString(number));
  }

  /** The number of the value that a button chooses, if it is one of this question. */
  static OptionalInt chosenValue(ButtonAction action, ConversationEvent.InputAsked asked) {
    return isOf(action, value(asked, 0)) && NUMBER.matcher(action.choice()).matches()
        ? OptionalInt.of(Integer.parseInt(action.choice()))
        : OptionalInt.empty();
  }

  private static boolean isOf(ButtonAction action, ButtonAction sibling) {
    return action.ids().size() == sibling.ids().size() && action.stem().equals(sibling.stem());
  }

  /** What a button continues; empty for one that is no continuation, or bent. */
  public Optional<Plan> read(ButtonAction action) {
    try {
      return continuation(action.verb(), action.ids())
          .<Plan>map(Plan.Continue::new)
          .or(() -> catalogue(action.verb(), action.ids(), Map.of()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  /** What a form comes to that a button opened; empty for a button that opens none, or bent. */
  Optional<Plan> filled(ButtonAction action, Map<String, String> given) {
    try {
      Optional<AskedStep> asked = askedStep(action);
      return asked.isPresent()
          ? asked.map(
              it ->
                  new Plan.Continue(
                      new Continuation.Speak(it.run(), new RunVerb.Answer(it.step(), given))))
          : catalogue(action.verb(), action.ids(), given).filter(Plan.Choose.class::isInstance);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  /** A step that asks for values. */
  public record AskedStep(RunId run, StepRef step) {}

  /** The step whose form a button opens; empty for another button, or one that is bent. */
  public static Optional<AskedStep> askedStep(ButtonAction action) {
    try {
      return action.verb().equals(FORM) && action.ids().size() == 2
          ? Optional.of(
              new AskedStep(new RunId(action.ids().get(0)), StepRef.parse(action.ids().get(1))))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** What of the catalogue a button chooses; empty for another button, or one that is bent. */
  public static Optional<Chosen> chosen(ButtonAction action) {
    try {
      return catalogue(action.verb(), action.ids(), Map.of())
          .flatMap(
              plan -> plan instanceof Plan.Choose it ? Optional.of(it.what()) : Optional.empty());
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  /** Whether a button may open a form, for somebody, at some time. */
  public static boolean mayOpenForm(ButtonAction action) {
    return Set.of(FORM, INPUTS, OFFER, OFFERED, TICKET).contains(action.verb());
  }

  /** The id of the intent that a button chooses, if it is one of this question. */
  Optional<String> chosenIntent(ButtonAction action, ConversationEvent.ChoiceOffered offered) {
    return isOf(action, choose(offered.mark(), "x"))
        ? Optional.of(action.choice())
        : Optional.empty();
  }

  /** True for a yes or no to what a sentence was understood as. */
  public static boolean isConfirmation(ButtonAction action) {
    return Set.of(CONFIRM, REFUSE).contains(action.verb());
  }

  /** Whether a button stands below this question, and not below another message. */
  public static boolean answers(ButtonAction action, Question question) {
    List<String> ids = action.ids();
    return switch (question) {
      case Question.ConfirmationOf(var asked) ->
          isConfirmation(action) && ids.equals(List.of(asked.id()));
      case Question.ValueOf(var asked) -> isOf(action, value(asked, 0));
      case Question.WhichOf(var offered) -> isOf(action, choose(offered.mark(), "x"));
      case Question.FieldOf(var asked) ->
          isOf(action, field(asked.run(), asked.step(), asked.field(), 0));
      case Question.TicketOf _ -> action.verb().equals(FOR_TICKET);
      case Question.ChangesOf _ -> false;
    };
  }

  private static Optional<Plan> catalogue(
      String verb, List<String> ids, Map<String, String> given) {
    return switch (verb) {
      case OFFER ->
          Optional.of(
              new Plan.Choose(new Chosen.Named(new OfferName(ids.get(0)), ids.get(1)), given));
      case OFFERED -> Optional.of(new Plan.Choose(new Chosen.Signed(ids.get(0)), given));
      case BROWSE ->
          Optional.of(
              new Plan.Browse(
                  ids.size() < 2 ? "" : text(ids.get(1)),
                  Math.clamp(Integer.parseInt(ids.get(0)), 0, MOST_PAGES)));
      default -> Optional.empty();
    };
  }

  private static Optional<Continuation> continuation(String verb, List<String> ids) {
    return switch (verb) {
      case ANSWER ->
          Optional.of(
              new Continuation.Answer(
                  new WalkId(ids.get(0)),
                  new NodeId(ids.get(1)),
                  Integer.parseInt(ids.get(2)),
                  new Continuation.Answered(
                      new Answer.Chosen(new ChoiceId(ids.get(3))), Optional.empty())));
      case TURN ->
          Optional.of(
              new Continuation.Turn(
                  new WalkId(ids.get(0)), TurnVerb.valueOf(ids.get(1).toUpperCase(Locale.ROOT))));
      case APPROVE -> speak(ids, new RunVerb.Approve(step(ids)));
      case DECLINE -> speak(ids, new RunVerb.Decline(step(ids), ""));
      case CHANGES -> Optional.of(new Continuation.AskForChanges(new RunId(ids.get(0))));
      case SETTLE ->
          speak(
              ids,
              new RunVerb.Settle(
                  StepRef.parse(ids.get(1)),
                  Optional.of(Integer.parseInt(ids.get(2))),
                  Settlement.valueOf(ids.get(3).toUpperCase(Locale.ROOT))));
      case FORM ->
          Optional.of(new Continuation.AskField(new RunId(ids.get(0)), StepRef.parse(ids.get(1))));
      case FIELD ->
          Optional.of(
              new Continuation.FillIn(
                  new RunId(ids.get(0)),
                  StepRef.parse(ids.get(1)),
                  ids.get(2),
                  new Continuation.Said.Offered(Integer.parseInt(ids.get(3)))));
      default -> Optional.empty();
    };
  }

  private static Optional<Continuation> speak(List<String> ids, RunVerb verb) {
    return Optional.of(new Continuation.Speak(new RunId(ids.get(0)), verb));
  }

  private static Optional<StepRef> step(List<String> ids) {
    return ids.size() > 1 ? Optional.of(StepRef.parse(ids.get(1))) : Optional.empty();
  }
}

package dev.deskhand.slack;

import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.methods.Methods;
import com.slack.api.model.view.View;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.journal.Personal;
import dev.deskhand.slack.wire.FormState;
import dev.deskhand.slack.wire.SlackPlace;
import dev.deskhand.slack.wire.SlackReading;
import dev.deskhand.slack.wire.Submission;
import dev.deskhand.slack.wire.ViewWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows forms as modals and takes what was filled in. To open one changes nothing, so that it is
 * not stored; what is sent is looked at here, value by value, and acknowledged once it is stored.
 * Thread-safe.
 */
final class SlackForms {
  private static final Pauses.Slot OPEN = new Pauses.Slot(Methods.VIEWS_OPEN, "");
  private static final Logger LOG = LoggerFactory.getLogger(SlackForms.class);

  /** A trigger id is good for three seconds; in so long Slack wants to hear from us, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String OPENED_ALREADY = "exchanged_trigger_id";

  private final FrontDesk desk;
  private final Reception reception;
  private final SlackWebs webs;
  private final SlackEars ears;

  SlackForms(SlackSettings settings, FrontDesk desk, Reception reception) {
    this.webs = new SlackWebs(settings, PATIENCE);
    this.ears = new SlackEars(webs);
    this.desk = desk;
    this.reception = reception;
  }

  /** What is answered to a form that was sent. */
  sealed interface Answer {
    /** It is stored, or was before. */
    record Taken() implements Answer {}

    /** What does not fit, by the block that it stands in; nothing is stored. */
    record Unfit(Map<String, String> reasons) implements Answer {}

    /** The next page. */
    record Next(View view) implements Answer {}
  }

  /** Opens the form behind a button; false where there is none, or Slack does not show it. */
  boolean isOpened(Inbound.ButtonClick press, String trigger) {
    Optional<Form> form =
        trigger.isEmpty() ? Optional.empty() : desk.form(press.envelope().sender(), press.action());
    return form.isPresent()
        && isShown(
            form.get(),
            FormState.first(form.get().action(), SlackPlace.of(press.envelope().conversation())),
            trigger);
  }

  /** Opens the form of a new ticket about a message; false where Slack does not show it. */
  boolean isOpened(SlackReading.TicketWished wish) {
    return desk.form(wish.by(), ButtonReader.ticket())
        .filter(
            form -> {
              FormState state = FormState.first(form.action(), wish.where()).about(wish.files());
              int left = wish.files().size() - state.files().size();
              return isShown(
                  leaving(left, form.proposing(wish.text(), FormView.INPUT)),
                  state,
                  wish.trigger());
            })
        .isPresent();
  }

  /** What the form can't carry is said before it is sent. */
  private static Form leaving(int left, Form form) {
    String said =
        "Not all files of the message fit a form: the last %d don't go with the ticket. Send them in"
                .formatted(left)
            + " a reply to it.";
    return left == 0 ? form : form.saying(said);
  }

  private boolean isShown(Form form, FormState state, String trigger) {
    SlackPlace place = state.place();
    View view = FormView.of(form, state);
    try {
      webs.of(place.team())
          .callOnce(
              "opening a form in " + place.conversation(),
              OPEN,
              methods -> methods.viewsOpen(r -> r.triggerId(trigger).view(view)));
      return true;
    } catch (SlackRefusal e) {
      if (e.is(OPENED_ALREADY)) {
        return true;
      }
      LOG.info("slack form not shown, asked in the conversation instead: {}", e.getMessage());
      return false;
    } catch (DeliveryFailedException e) {
      LOG.info("slack form not shown, asked in the conversation instead: {}", e.getMessage());
      return false;
    }
  }

  /** What a menu shows to whoever types into it; empty where the form is no longer theirs. */
  List<Option> options(SlackReading.Sought sought) {
    return desk.form(sought.by(), sought.state().action()).stream()
        .flatMap(form -> form.fields().stream())
        .filter(field -> field.name().equals(sought.field()))
        .flatMap(field -> FieldMenu.sought(field, sought.typed()).stream())
        .toList();
  }

  /**
   * Takes a page of a form. Where the form is no longer there, or not known yet, it is taken as it
   * is: then the bot says what became of it.
   *
   * @throws dev.deskhand.journal.JournalException if it could not be stored
   */
  Answer answer(Submission sent) {
    FormState state = sent.state();
    Optional<Form> form = desk.form(sent.envelope().sender(), state.action());
    List<List<Form.Field>> pages = form.map(FormView::pages).orElseGet(List::of);
    if (state.page() >= 0 && state.page() < pages.size()) {
      List<Form.Field> page = pages.get(state.page());
      FrontDesk.Looked looked =
          desk.look(
              sent.envelope().sender(),
              page,
              ViewWire.mentions(page, FieldMenu.values(page, sent.said())));
      if (!looked.reasons().isEmpty()) {
        return unfit(looked.reasons());
      }
      Submission whole = new Submission(sent.envelope(), state, looked.said());
      return state.page() + 1 < pages.size() ? next(form.orElseThrow(), whole, page) : taken(whole);
    }
    return taken(sent);
  }

  private Answer taken(Submission sent) {
    Map<String, String> said = new HashMap<>(sent.state().earlier());
    said.putAll(sent.said());
    var _ = reception.accept(submission(placed(sent), said));
    return new Answer.Taken();
  }

  /** A message can be made a ticket anywhere; where the bot can't be, its sender is told alone. */
  private Submission placed(Submission sent) {
    boolean isTicket = sent.state().action().equals(ButtonReader.ticket());
    return isTicket && !ears.hear(sent.state().place()) ? sent.alone() : sent;
  }

  private static Answer next(Form form, Submission sent, List<Form.Field> page) {
    return sent.state()
        .next(sent.said())
        .<Answer>map(state -> new Answer.Next(FormView.of(form, state)))
        .orElseGet(
            () ->
                unfit(
                    Map.of(
                        page.getLast().name(),
                        "All this together is more than Slack carries from page to page. Write"
                            + " less, or close this form and answer in the conversation.")));
  }

  private static Answer unfit(Map<String, String> byField) {
    Map<String, String> reasons = new LinkedHashMap<>();
    byField.forEach((name, why) -> reasons.put(ViewWire.blockId(name), why));
    return new Answer.Unfit(reasons);
  }

  private static Inbound submission(Submission sent, Map<String, String> said) {
    String subject = "unknown:" + sent.envelope().sender();
    Map<String, Personal> given = new HashMap<>();
    said.forEach((name, text) -> given.put(name, new Personal(subject, text)));
    return new Inbound.FormSubmission(sent.envelope(), sent.state().action(), given)
        .with(sent.state().files());
  }
}

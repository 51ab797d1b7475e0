package dev.deskhand.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.view.View;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.Personal;
import dev.deskhand.slack.wire.FormState;
import dev.deskhand.slack.wire.SlackPlace;
import dev.deskhand.slack.wire.Submission;
import dev.deskhand.slack.wire.ViewWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows forms as modals and takes what was filled in. To open one changes nothing, so that it is
 * not stored; what is sent is looked at here, value by value, and acknowledged once it is stored.
 * Thread-safe.
 */
final class SlackForms {
  private static final Logger LOG = LoggerFactory.getLogger(SlackForms.class);

  /** A trigger id is good for three seconds; in so long Slack wants to hear from us, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String OPENED_ALREADY = "exchanged_trigger_id";

  private final SlackSettings settings;
  private final FrontDesk desk;
  private final Reception reception;
  private @Nullable SlackWeb web;

  SlackForms(SlackSettings settings, FrontDesk desk, Reception reception) {
    this.settings = settings;
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

  private synchronized SlackWeb web() {
    SlackWeb made = web;
    if (made == null) {
      MethodsClient methods = SlackClients.create(settings, PATIENCE).methods(settings.botToken());
      made = new SlackWeb(methods);
      web = made;
    }
    return made;
  }

  /** Opens the form behind a button; false where there is none, or Slack does not show it. */
  boolean isOpened(Inbound.ButtonClick press, String trigger) {
    Optional<Form> form =
        trigger.isEmpty() ? Optional.empty() : desk.form(press.envelope().sender(), press.action());
    return form.isPresent() && isShown(form.get(), press, trigger);
  }

  private boolean isShown(Form form, Inbound.ButtonClick press, String trigger) {
    SlackPlace place = SlackPlace.of(press.envelope().conversation());
    View view = FormView.of(form, new FormState(press.action(), place, 0, Map.of()));
    try {
      web()
          .call(
              "opening a form in " + place.conversation(),
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
      Map<String, String> reasons = Form.unfit(pages.get(state.page()), sent.said());
      if (!reasons.isEmpty()) {
        return unfit(reasons);
      }
      if (state.page() + 1 < pages.size()) {
        return next(form.orElseThrow(), sent, pages.get(state.page()));
      }
    }
    Map<String, String> said = new HashMap<>(state.earlier());
    said.putAll(sent.said());
    var _ = reception.accept(submission(sent, said));
    return new Answer.Taken();
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
    return new Inbound.FormSubmission(sent.envelope(), sent.state().action(), given);
  }
}

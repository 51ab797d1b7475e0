package dev.deskhand.teams;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Interior;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Sha256;
import dev.deskhand.permissions.Account;
import dev.deskhand.teams.wire.Answers;
import dev.deskhand.teams.wire.FormCard;
import dev.deskhand.teams.wire.FormState;
import dev.deskhand.teams.wire.Submission;
import dev.deskhand.teams.wire.TeamsReading;
import dev.deskhand.teams.wire.Venue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows forms as dialogs and takes what was filled in. To open one changes nothing, so that it is
 * not stored; what is sent is looked at here, value by value, and acknowledged once it is stored.
 * Thread-safe.
 */
final class TeamsForms {
  private static final String HEARD = "I have heard you. You find my answer in the conversation.";
  private static final String HEARD_DIRECTLY =
      "I have heard you. You find my answer in your own chat with me.";
  static final String STRANGER =
      "I don't know you yet, or I am just starting. Write to me in our own chat.";
  private static final String TOO_LONG =
      "All this together is more than a dialog carries from page to page. Write less, or close this"
          + " form and answer in the conversation.";

  /** So many Teams shows of what fits. */
  private static final int MOST_FOUND = 15;

  private final FrontDesk desk;
  private final Reception reception;

  TeamsForms(Interior interior) {
    this.desk = interior.desk();
    this.reception = interior.reception();
  }

  /**
   * The form behind a button, or what to say where there is none: then the press is stored.
   *
   * @throws dev.deskhand.journal.JournalException if it could not be stored
   */
  String opened(Inbound.ButtonClick press, Venue venue) {
    Optional<Form> form =
        desk.form(press.envelope().sender(), press.action()).filter(FormCard::fits);
    if (form.isPresent()) {
      String once = Sha256.hex(press.envelope().deliveryId());
      return FormCard.of(
          form.get(), FormState.first(press.action(), venue, once), Map.of(), Map.of());
    }
    var _ = reception.accept(press);
    return Answers.said(heard(venue));
  }

  /** The form of a new ticket about a message; its answer comes to that person alone. */
  String opened(TeamsReading.TicketWished wish) {
    ButtonAction action = ButtonReader.ticket();
    return desk.form(wish.by(), action)
        .map(form -> form.proposing(wish.text(), FormCard.INPUT))
        .map(
            form ->
                FormCard.of(
                    form, FormState.first(action, Venue.DIRECT, wish.once()), Map.of(), Map.of()))
        .orElseGet(() -> Answers.said(STRANGER));
  }

  /** What a list shows to whoever types into it; nothing where the form is no longer theirs. */
  List<Answers.Value> values(Account by, FormCard.Dataset in, String typed, int skip) {
    return desk.form(by, in.action()).stream()
        .flatMap(form -> form.fields().stream())
        .filter(field -> field.name().equals(in.field()))
        .flatMap(field -> FormCard.sought(field, typed).stream())
        .skip(skip)
        .limit(MOST_FOUND)
        .toList();
  }

  /**
   * Takes a page of a form; an empty answer closes it. Where the form is no longer there, or not
   * known yet, it is taken as it is: then the bot says what became of it.
   *
   * @throws dev.deskhand.journal.JournalException if it could not be stored
   */
  String answer(Submission sent) {
    FormState state = sent.state();
    Optional<Form> form = desk.form(sent.envelope().sender(), state.action());
    List<List<Form.Field>> pages = form.map(FormCard::pages).orElseGet(List::of);
    if (state.page() >= 0 && state.page() < pages.size()) {
      List<Form.Field> page = pages.get(state.page());
      FrontDesk.Looked looked = desk.look(sent.envelope().sender(), page, sent.said());
      if (!looked.reasons().isEmpty()) {
        return FormCard.of(form.orElseThrow(), state, sent.said(), looked.reasons());
      }
      Submission whole = new Submission(sent.envelope(), state, looked.said());
      return state.page() + 1 < pages.size() ? next(form.orElseThrow(), whole, page) : taken(whole);
    }
    return taken(sent);
  }

  private String taken(Submission sent) {
    var _ = reception.accept(submission(sent));
    return sent.state().venue() == Venue.DIRECT ? Answers.said(HEARD_DIRECTLY) : "";
  }

  private static String next(Form form, Submission sent, List<Form.Field> page) {
    return sent.state()
        .next(sent.said())
        .map(state -> FormCard.of(form, state, Map.of(), Map.of()))
        .orElseGet(
            () ->
                FormCard.of(
                    form, sent.state(), sent.said(), Map.of(page.getLast().name(), TOO_LONG)));
  }

  private static String heard(Venue venue) {
    return switch (venue) {
      case HERE -> HEARD;
      case DIRECT -> HEARD_DIRECTLY;
    };
  }

  private static Inbound submission(Submission sent) {
    String subject = "unknown:" + sent.envelope().sender();
    Map<String, String> said = new HashMap<>(sent.state().earlier());
    said.putAll(sent.said());
    Map<String, Personal> given = new HashMap<>();
    said.forEach((name, text) -> given.put(name, new Personal(subject, text)));
    return new Inbound.FormSubmission(sent.envelope(), sent.state().action(), given);
  }
}

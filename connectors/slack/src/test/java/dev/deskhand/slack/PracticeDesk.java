package dev.deskhand.slack;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A front desk with the forms and the page that a test puts there. */
final class PracticeDesk implements FrontDesk {
  private final Map<ButtonAction, Form> forms = new ConcurrentHashMap<>();
  private volatile List<Message> page = List.of();

  private volatile Runnable looking = () -> {};

  void onLook(Runnable told) {
    looking = told;
  }

  void has(Form form) {
    forms.put(form.action(), form);
  }

  void shows(Message... messages) {
    page = List.of(messages);
  }

  @Override
  public Optional<Form> form(Account account, ButtonAction action) {
    return Optional.ofNullable(forms.get(action));
  }

  @Override
  public Optional<List<Message>> home(Account account) {
    looking.run();
    return Optional.of(page);
  }
}

package dev.deskhand.app;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.Account;
import java.util.List;
import java.util.Optional;

/** The front desk of doors that open before the catalogue is read. Thread-safe. */
final class LateDesk implements FrontDesk {
  private volatile FrontDesk behind = FrontDesk.CLOSED;

  void open(FrontDesk desk) {
    behind = desk;
  }

  @Override
  public Optional<Form> form(Account account, ButtonAction action) {
    return behind.form(account, action);
  }

  @Override
  public Optional<List<Message>> home(Account account) {
    return behind.home(account);
  }
}

package dev.deskhand.bot.practice;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A front desk with the forms and the page that a test puts there. */
public final class PracticeDesk implements FrontDesk {
  private final Map<ButtonAction, Form> forms = new ConcurrentHashMap<>();
  private volatile List<Message> page = List.of();

  private volatile List<Offered> offered = List.of();
  private final Set<String> withheld = ConcurrentHashMap.newKeySet();

  private final Map<String, Attachment> files = new ConcurrentHashMap<>();

  /** Somebody may have this file. */
  public void gives(Account account, Attachment file) {
    files.put(account + file.place(), file);
  }

  @Override
  public Looked look(Account account, List<Form.Field> fields, Map<String, String> said) {
    return CLOSED.look(account, fields, said);
  }

  @Override
  public Optional<Attachment> file(Account account, String place) {
    return Optional.ofNullable(files.get(account + place));
  }

  private final Map<Account, Integer> looks = new ConcurrentHashMap<>();
  private final Set<Account> touched = ConcurrentHashMap.newKeySet();

  private volatile Runnable looking = () -> {};

  public void onLook(Runnable told) {
    looking = told;
  }

  public void offers(Offered... all) {
    offered = List.of(all);
  }

  private final Set<Account> strangers = ConcurrentHashMap.newKeySet();

  /** Nobody is behind this account. */
  public void knowsNot(Account account) {
    strangers.add(account);
  }

  /** A button is not for this account. */
  public void withholds(Account account, ButtonAction action) {
    withheld.add(account + " " + action.encoded());
  }

  public void has(Form form) {
    forms.put(form.action(), form);
  }

  public void shows(Message... messages) {
    page = List.of(messages);
  }

  @Override
  public Optional<Form> form(Account account, ButtonAction action) {
    return Optional.ofNullable(forms.get(action));
  }

  @Override
  public Optional<List<Message>> home(Account account) {
    looks.merge(account, 1, Integer::sum);
    looking.run();
    return Optional.of(page);
  }

  @Override
  public Optional<List<Offered>> offered(Account account, String words) {
    return strangers.contains(account)
        ? Optional.empty()
        : Optional.of(offered.stream().filter(it -> it.title().contains(words)).toList());
  }

  @Override
  public News news() {
    return () -> (account, _) -> touched.contains(account);
  }

  /** How often somebody's page was asked for. */
  public int looksAt(Account account) {
    return looks.getOrDefault(account, 0);
  }

  /** Something happens that changes this page, from now on. */
  public void touches(Account account) {
    touched.add(account);
  }

  private final Set<ConversationId> awaiting = ConcurrentHashMap.newKeySet();

  /** What anybody says there is for the bot. */
  public void awaits(ConversationId where) {
    awaiting.add(where);
  }

  @Override
  public boolean isAwaited(Account account, ConversationId where) {
    return awaiting.contains(where);
  }

  @Override
  public boolean isFor(Account account, ButtonAction action) {
    return !withheld.contains(account + " " + action.encoded());
  }
}

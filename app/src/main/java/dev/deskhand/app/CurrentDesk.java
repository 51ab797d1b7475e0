package dev.deskhand.app;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.permissions.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The front desk of the edition of now, for doors that open before there is one. Thread-safe.
 *
 * @param editions whose desk it is
 */
record CurrentDesk(Editions editions) implements FrontDesk {
  @Override
  public Optional<Form> form(Account account, ButtonAction action) {
    return now().form(account, action);
  }

  @Override
  public Optional<List<Message>> home(Account account) {
    return now().home(account);
  }

  @Override
  public Optional<List<Offered>> offered(Account account, String words) {
    return now().offered(account, words);
  }

  @Override
  public News news() {
    return new CurrentNews();
  }

  @Override
  public Looked look(Account account, List<Form.Field> fields, Map<String, String> said) {
    return now().look(account, fields, said);
  }

  @Override
  public boolean isFor(Account account, ButtonAction action) {
    return now().isFor(account, action);
  }

  @Override
  public boolean isAwaited(Account account, ConversationId where) {
    return now().isAwaited(account, where);
  }

  @Override
  public Optional<Attachment> file(Account account, String place) {
    return now().file(account, place);
  }

  private FrontDesk now() {
    return editions.now().map(it -> it.crew().desk()).orElse(FrontDesk.CLOSED);
  }

  private Optional<ContentVersion> version() {
    return editions.now().map(Edition::version);
  }

  /** Begins anew with every edition. */
  private final class CurrentNews implements News {
    private Optional<ContentVersion> of = version();
    private News news = now().news();

    @Override
    public BiPredicate<Account, List<Message>> next() {
      Optional<ContentVersion> version = version();
      if (!version.equals(of)) {
        of = version;
        news = now().news();
      }
      return news.next();
    }
  }
}

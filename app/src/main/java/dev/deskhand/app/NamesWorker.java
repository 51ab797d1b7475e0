package dev.deskhand.app;

import dev.deskhand.actions.ldap.LdapNames;
import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.name.DirectoryNames;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Secrets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a directory how its people and groups are called, from time to time. */
final class NamesWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NamesWorker.class);

  private final Settings.DirectoryNames settings;
  private final LdapNames directory;
  private final DirectoryNames names;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("directory-names").factory());

  NamesWorker(Settings.DirectoryNames settings, Secrets secrets) {
    this.settings = settings;
    this.directory = new LdapNames(settings.target(), secrets);
    this.names = new DirectoryNames(settings.groupInputs());
  }

  /** What was read last. */
  DirectoryNames names() {
    return names;
  }

  NamesWorker start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::attempt, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  private void attempt() {
    try {
      LdapNames.Found found = directory.read();
      names.take(found.people(), found.groups());
      LOG.info("directory-names people={} groups={}", found.people().size(), found.groups().size());
    } catch (ActionException e) {
      LOG.warn("names of the directory stay as they were read last: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("names of the directory stay as they were read last", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

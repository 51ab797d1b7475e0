package dev.deskhand.app;

import dev.deskhand.actions.ldap.LdapMembers;
import dev.deskhand.app.config.Settings;
import dev.deskhand.permissions.DirectoryRoles;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.permissions.RoleSource;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Secrets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a directory who is in which groups, four times as often as what it said counts for. */
final class GroupsWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupsWorker.class);
  private static final int QUESTIONS = 4;

  private final Settings.Groups settings;
  private final LdapMembers members;
  private final DirectoryRoles roles;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("directory-roles").factory());

  GroupsWorker(Settings.Groups settings, Secrets secrets, InstantSource clock) {
    this.settings = settings;
    this.members = new LdapMembers(settings.target(), secrets);
    this.roles = new DirectoryRoles(clock, settings.keep());
    this.clock = clock;
  }

  /** What the directory gives. */
  RoleSource roles() {
    return roles;
  }

  GroupsWorker start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::attempt, 0, settings.keep().toMillis() / QUESTIONS, TimeUnit.MILLISECONDS);
    return this;
  }

  private void attempt() {
    try {
      Instant asked = clock.instant();
      roles.take(holders(members.of(settings.roles().keySet())), asked);
    } catch (ActionException e) {
      LOG.warn(
          "roles of the directory are kept for {} at most: {}", settings.keep(), e.getMessage());
    }
  }

  private Map<Role, Set<PersonId>> holders(Map<String, Set<String>> found) {
    Map<Role, Set<PersonId>> holders = new HashMap<>();
    found.forEach(
        (group, users) -> {
          for (Role role : settings.roles().getOrDefault(group, Set.of())) {
            users.stream()
                .filter(PersonId::isValid)
                .map(PersonId::new)
                .forEach(holders.computeIfAbsent(role, _ -> new HashSet<>())::add);
          }
        });
    return holders;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

package dev.deskhand.bot;

import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the bot speaks to whom: to each person on the first channel that they have. */
public final class Venues {
  private final List<Channel> channels;
  private final IdentityDirectory people;

  /**
   * Venues.
   *
   * @param channels in order of preference
   */
  public Venues(List<Channel> channels, IdentityDirectory people) {
    this.channels = List.copyOf(channels);
    this.people = people;
  }

  /** The conversation with one person alone. */
  public Optional<ConversationId> direct(TenantId tenant, PersonId person) {
    List<Account> accounts = people.accounts(tenant, person);
    return channels.stream()
        .flatMap(channel -> accounts.stream().flatMap(account -> channel.direct(account).stream()))
        .findFirst();
  }

  /** The conversation with the owner of a service; empty for people, who speak for themselves. */
  public Optional<ConversationId> owner(TenantId tenant, PersonId service) {
    return people
        .principal(tenant, service)
        .flatMap(
            principal ->
                switch (principal.kind()) {
                  case Principal.Kind.Human _ -> Optional.empty();
                  case Principal.Kind.Service kind -> direct(tenant, kind.owner());
                });
  }

  /** The conversations with everybody who holds a role, but one person. */
  public Map<PersonId, ConversationId> holders(TenantId tenant, Role role, PersonId except) {
    Map<PersonId, ConversationId> found = new TreeMap<>(Comparator.comparing(PersonId::value));
    for (Principal holder : people.holders(tenant, role)) {
      if (!holder.id().equals(except)) {
        direct(tenant, holder.id()).ifPresent(where -> found.put(holder.id(), where));
      }
    }
    return found;
  }
}

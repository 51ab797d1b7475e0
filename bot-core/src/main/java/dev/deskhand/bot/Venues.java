package dev.deskhand.bot;

import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the bot speaks to whom: to each person on the first channel that they have. */
public final class Venues {
  /** Who is asked when nobody else can know, and told when a person has to go on. */
  public static final Role SUPPORT = new Role("it-support");

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

  /** What somebody reads, such as {@code de}; empty where that is not known. */
  public String language(TenantId tenant, PersonId person) {
    return people.principal(tenant, person).map(Principal::language).orElse("");
  }

  /** The conversation with one person alone. */
  public Optional<ConversationId> direct(TenantId tenant, PersonId person) {
    return all(tenant, person).stream().findFirst();
  }

  /**
   * The conversation with one person alone that is nearest to a place: that place itself where
   * nobody else reads along, else one on its channel, else the preferred.
   */
  Optional<ConversationId> nearest(TenantId tenant, PersonId person, ConversationId place) {
    List<ConversationId> alone = all(tenant, person);
    if (alone.stream().anyMatch(direct -> isWithin(direct, place))) {
      return Optional.of(place);
    }
    return alone.stream()
        .filter(direct -> direct.channel().equals(place.channel()))
        .findFirst()
        .or(() -> alone.stream().findFirst());
  }

  /** Whether this is that conversation, or a thread of it. */
  private static boolean isWithin(ConversationId whole, ConversationId place) {
    return place.equals(whole)
        || (place.channel().equals(whole.channel())
            && place.place().startsWith(whole.place() + ":"));
  }

  /** Every conversation with one person alone, the preferred first. */
  List<ConversationId> all(TenantId tenant, PersonId person) {
    List<Account> accounts = people.accounts(tenant, person);
    return channels.stream()
        .flatMap(channel -> accounts.stream().flatMap(account -> channel.direct(account).stream()))
        .toList();
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

  /** The conversations with everybody who holds a role; the map may be changed. */
  public Map<PersonId, ConversationId> holders(TenantId tenant, Role role) {
    Map<PersonId, ConversationId> found = new TreeMap<>(Comparator.comparing(PersonId::value));
    for (Principal holder : people.holders(tenant, role)) {
      direct(tenant, holder.id()).ifPresent(where -> found.put(holder.id(), where));
    }
    return found;
  }

  /**
   * Who is asked for the values of a form: the holders of its role; if it names none the requester,
   * and support where that is a service.
   */
  public List<PersonId> respondents(TenantId tenant, Run run, PlannedStep.Ask ask) {
    PersonId requester = run.request().requester();
    boolean isHuman =
        people
            .principal(tenant, requester)
            .filter(it -> it.kind() instanceof Principal.Kind.Human)
            .isPresent();
    if (ask.of().isEmpty() && isHuman) {
      return List.of(requester);
    }
    return people.holders(tenant, ask.of().orElse(SUPPORT)).stream()
        .filter(it -> it.kind() instanceof Principal.Kind.Human)
        .map(Principal::id)
        .toList();
  }

  /** Where these people are spoken to about a run: its requester where it was asked for. */
  public Map<PersonId, ConversationId> about(TenantId tenant, Run run, List<PersonId> whom) {
    Map<PersonId, ConversationId> found = new TreeMap<>(Comparator.comparing(PersonId::value));
    for (PersonId person : whom) {
      Optional<ConversationId> where =
          person.equals(run.request().requester())
              ? Optional.of(ConversationId.of(StreamId.parse(run.request().conversation())))
              : direct(tenant, person);
      where.ifPresent(it -> found.put(person, it));
    }
    return found;
  }
}

package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who may be allowed something: a person, or a service with an owner that acts for ticket
 * events and schedules.
 *
 * @param name how people call them; shown, never compared. One of more than 200 characters is seen
 *     to end there
 * @param attributes what policies may ask about as tags, such as {@code department: finance}
 * @param standIns the roles of others as whom they may approve at present
 * @param limit of the token by which they act; empty for somebody who acts in person
 */
public record Principal(
    TenantId tenant,
    PersonId id,
    String name,
    Set<Role> roles,
    Kind kind,
    Map<String, String> attributes,
    List<StandIn> standIns,
    Optional<Limit> limit) {
  /** The attribute that names a person's time zone, such as {@code Europe/Berlin}. */
  public static final String TIME_ZONE = "time-zone";

  /**
   * Somebody approves in another's place, while that other is away.
   *
   * @param of who is away
   */
  public record StandIn(Role role, PersonId of) {}

  /** What stands behind a principal. */
  public sealed interface Kind {
    record Human() implements Kind {}

    /**
     * A named service.
     *
     * @param owner the person who answers for it
     */
    record Service(PersonId owner) implements Kind {}
  }

  private static final int LONGEST_NAME = 200;

  public Principal {
    name = name.length() <= LONGEST_NAME ? name : beginning(name);
    roles = Set.copyOf(roles);
    attributes = Map.copyOf(attributes);
    standIns = List.copyOf(standIns);
  }

  private static String beginning(String name) {
    int end = LONGEST_NAME - 1;
    return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** Somebody of whom nothing else is known. */
  public Principal(TenantId tenant, PersonId id, String name, Set<Role> roles, Kind kind) {
    this(tenant, id, name, roles, kind, Map.of(), List.of(), Optional.empty());
  }

  /** What this person reads, such as {@code de}; empty where that is not known. */
  public String language() {
    return attributes.getOrDefault("language", "");
  }

  /** The same person, with other roles. */
  public Principal with(Set<Role> others) {
    return new Principal(tenant, id, name, others, kind, attributes, standIns, limit);
  }

  /** The same person, acting by a token. */
  public Principal within(Limit token) {
    return new Principal(tenant, id, name, roles, kind, attributes, standIns, Optional.of(token));
  }

  /** The same person, standing in for others. */
  public Principal standingIn(List<StandIn> others) {
    return new Principal(tenant, id, name, roles, kind, attributes, others, limit);
  }

  /**
   * In whose place they may approve as a holder of a role: in their own, if it is theirs, and in
   * that of those whom they stand in for.
   *
   * @param interested in what is approved: nobody stands in for these
   */
  Set<PersonId> approvesFor(Role role, Set<PersonId> interested) {
    Set<PersonId> places =
        standIns.stream()
            .filter(it -> it.role().equals(role) && !interested.contains(it.of()))
            .map(StandIn::of)
            .collect(Collectors.toCollection(HashSet::new));
    if (hasRole(role)) {
      places.add(id);
    }
    return places;
  }

  /** Where their clock stands, by the attribute {@value #TIME_ZONE}; UTC where nobody said. */
  public ZoneId timeZone() {
    return Optional.ofNullable(attributes.get(TIME_ZONE))
        .filter(ZoneId.getAvailableZoneIds()::contains)
        .map(ZoneId::of)
        .orElse(ZoneOffset.UTC);
  }

  public boolean hasRole(Role role) {
    return roles.contains(role);
  }
}

package dev.deskhand.bot;

import dev.deskhand.content.InputType;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.runbooks.InputDeclaration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is called how, as far as it is known here: people by the identity directory, hosts by the
 * configuration's targets, groups, services, applications and whatever else by the catalogue's
 * {@code lookup} of an input's name. Thread-safe.
 */
public final class Names {
  private final TenantId tenant;
  private final IdentityDirectory people;
  private final List<Name> hosts;
  private final Map<String, List<String>> listed;

  /**
   * Something that has a name.
   *
   * @param id as inputs take it
   * @param called as people call it, besides
   */
  record Name(String id, List<String> called) {
    Name {
      called = List.copyOf(called);
    }

    String label() {
      return called.isEmpty() ? id : called.getFirst() + " (" + id + ")";
    }
  }

  /**
   * The names of an installation.
   *
   * @param hosts the names of its targets
   * @param listed the values of inputs, by the inputs' names
   */
  public Names(
      TenantId tenant,
      IdentityDirectory people,
      Collection<String> hosts,
      Map<String, List<String>> listed) {
    this.tenant = tenant;
    this.people = people;
    this.hosts = hosts.stream().sorted().map(host -> new Name(host, List.of())).toList();
    this.listed = Map.copyOf(listed);
  }

  /** What an input's value can be called; nothing where none of it is known. */
  List<Name> of(InputDeclaration input) {
    return switch (input.type()) {
      case InputType.PersonInput _ ->
          people.everybody(tenant).stream()
              .map(person -> new Name(person.id().value(), List.of(person.name())))
              .toList();
      case InputType.Host _ -> hosts;
      case InputType.Choice(List<String> values) ->
          values.stream().map(value -> new Name(value, List.of())).toList();
      case InputType.Text _ ->
          listed.getOrDefault(input.name(), List.of()).stream()
              .map(value -> new Name(value, List.of()))
              .toList();
      case InputType.Whole _,
          InputType.Truth _,
          InputType.Span _,
          InputType.Day _,
          InputType.TicketInput _,
          InputType.SecretReference _,
          InputType.ListOf _ ->
          List.of();
    };
  }
}

package dev.deskhand.bot.name;

import dev.deskhand.bot.name.NameMatcher.Match;
import dev.deskhand.content.InputType;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.InputDeclaration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is called how, as far as it is known here: people by the identity directory and the
 * company's directory, groups by the latter, hosts by the configuration's targets, services,
 * applications and whatever else by the catalogue's {@code lookup} of an input's name. Thread-safe.
 */
public final class Names {
  private static final String MENTION = "@";
  private static final Pattern MENTIONED =
      Pattern.compile("(?<=^|\\s)@([\\p{L}\\p{N}](?:[\\p{L}\\p{N}._-]{0,200}[\\p{L}\\p{N}])?)");
  private static final int MOST_MENTIONED = 20;

  private final TenantId tenant;
  private final IdentityDirectory people;
  private final NameIndex hosts;
  private final Map<String, NameIndex> listed;
  private final DirectoryNames directory;
  private volatile Known known = new Known(List.of(), NameIndex.EMPTY);

  /** People, and their names in order, which take time to be put so. */
  private record Known(List<Name> people, NameIndex index) {}

  /**
   * Something that has a name.
   *
   * @param id as inputs take it
   * @param called as people call it, besides
   */
  public record Name(String id, List<String> called) {
    public Name {
      called = List.copyOf(called);
    }

    public String label() {
      return called.isEmpty() ? id : called.getFirst() + " (" + id + ")";
    }
  }

  /**
   * The names of an installation.
   *
   * @param hosts the names of its targets
   * @param listed the values of inputs, by the inputs' names
   * @param directory what the company's directory has besides
   */
  public Names(
      TenantId tenant,
      IdentityDirectory people,
      Collection<String> hosts,
      Map<String, List<String>> listed,
      DirectoryNames directory) {
    this.tenant = tenant;
    this.people = people;
    this.directory = directory;
    this.hosts = plain(hosts.stream().sorted().toList());
    this.listed = new HashMap<>();
    listed.forEach((input, values) -> this.listed.put(input, plain(values)));
  }

  /** What an input's value can be called; nothing where none of it is known. */
  public NameIndex of(InputDeclaration input) {
    return switch (input.type()) {
      case InputType.PersonInput _ -> everybody();
      case InputType.Host _ -> hosts;
      case InputType.Choice(List<String> values, _) -> plain(values);
      case InputType.Text _ ->
          listed.getOrDefault(input.name(), NameIndex.EMPTY).over(directory.of(input.name()));
      case InputType.Whole _,
          InputType.Truth _,
          InputType.Span _,
          InputType.Day _,
          InputType.TicketInput _,
          InputType.SecretReference _,
          InputType.ListOf _ ->
          NameIndex.EMPTY;
    };
  }

  /** What is meant by a whole value for an input, when this account gives it. */
  public Match match(InputDeclaration input, Account by, String said) {
    return input.type() instanceof InputType.PersonInput
        ? person(by, said)
        : NameMatcher.match(said, of(input));
  }

  /**
   * Whom somebody means by a name, or by a mention: {@code @} and the id of an account where they
   * write, or {@code @} and a name.
   */
  public Match person(Account by, String said) {
    String name = said.strip();
    if (!name.startsWith(MENTION)) {
      return NameMatcher.match(name, everybody());
    }
    String mentioned = name.substring(MENTION.length());
    return account(by, mentioned)
        .<Match>map(Match.Known::new)
        .orElseGet(() -> NameMatcher.match(mentioned, everybody()));
  }

  /** The people that a sentence names or mentions; where it mentions some, those alone. */
  public List<Name> peopleIn(String sentence, Account by) {
    List<Name> mentioned =
        MENTIONED
            .matcher(sentence)
            .results()
            .limit(MOST_MENTIONED)
            .flatMap(found -> account(by, found.group(1)).stream())
            .toList();
    return mentioned.isEmpty()
        ? NameMatcher.people(sentence, everybody())
        : NameIndex.distinct(mentioned.stream());
  }

  private Optional<Name> account(Account by, String user) {
    return people.principal(tenant, new Account(by.platform(), by.scope(), user)).map(Names::name);
  }

  private NameIndex everybody() {
    return people().over(directory.people());
  }

  private static Name name(Principal person) {
    return new Name(person.id().value(), List.of(person.name()));
  }

  private NameIndex people() {
    List<Name> people = this.people.everybody(tenant).stream().map(Names::name).toList();
    Known before = known;
    if (before.people().equals(people)) {
      return before.index();
    }
    Known now = new Known(people, NameIndex.of(people));
    known = now;
    return now.index();
  }

  private static NameIndex plain(List<String> values) {
    return NameIndex.of(values.stream().map(value -> new Name(value, List.of())).toList());
  }
}

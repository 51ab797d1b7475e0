package dev.deskhand.app;

import dev.deskhand.actions.ldap.SambaCompany;
import dev.deskhand.app.story.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stories ask of the directory, asked of a domain; all else of the practice company. */
final class DomainWorld implements World {
  private final SambaCompany domain;
  private final World others;
  private final Map<Pattern, Predicate<MatchResult>> facts = new LinkedHashMap<>();

  DomainWorld(SambaCompany domain, World others) {
    this.domain = domain;
    this.others = others;
    fact(
        "account (\\S+) is (locked|unlocked)",
        it -> domain.isLocked(it.group(1)) == it.group(2).equals("locked"));
    fact(
        "account (\\S+) is (disabled|enabled)",
        it -> domain.isDisabled(it.group(1)) == it.group(2).equals("disabled"));
    fact(
        "account (\\S+) (exists|is missing)",
        it -> domain.has(it.group(1)) == it.group(2).equals("exists"));
    fact("account (\\S+) has a password", it -> domain.hasNewPassword(it.group(1)));
    fact(
        "(\\S+) is (in|not in) group (\\S+)",
        it -> domain.isMember(it.group(1), it.group(3)) == it.group(2).equals("in"));
    fact(
        "the directory was changed (once|never)",
        it -> domain.changes() == (it.group(1).equals("once") ? 1 : 0));
  }

  private void fact(String words, Predicate<MatchResult> holds) {
    facts.put(Pattern.compile(words), holds);
  }

  @Override
  public boolean holds(String fact) {
    for (Map.Entry<Pattern, Predicate<MatchResult>> known : facts.entrySet()) {
      Matcher matcher = known.getKey().matcher(fact);
      if (matcher.matches()) {
        return known.getValue().test(matcher);
      }
    }
    return others.holds(fact);
  }

  @Override
  public void happen(String event) {
    Optional<String> locked =
        Optional.of(Pattern.compile("account (\\S+) is locked").matcher(event))
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1));
    locked.ifPresentOrElse(domain::lock, () -> others.happen(event));
  }
}

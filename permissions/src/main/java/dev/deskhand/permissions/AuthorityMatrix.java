package dev.deskhand.permissions;

import dev.deskhand.content.Lengths;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who may start what, and how, as the policies' scopes and annotations say it. What forbids is
 * listed beside it, since that outweighs everything.
 *
 * @param roles the columns, sorted; {@link #ANYBODY} where a policy asks for no role
 * @param rows by the runbook's or tree's name, sorted
 * @param guards the policies that forbid a start whatever is permitted
 */
public record AuthorityMatrix(
    List<String> roles, SortedMap<String, SortedMap<String, List<Way>>> rows, List<Way> guards) {
  /** The column of policies that ask for no role. */
  public static final String ANYBODY = "anybody";

  public AuthorityMatrix {
    roles = List.copyOf(roles);
    rows = new TreeMap<>(rows);
    guards = List.copyOf(guards);
  }

  /**
   * One policy's answer.
   *
   * @param policy its id
   * @param how {@code automatic}, {@code 1 of approver within 4h}, {@code by hand: sre}
   * @param reason what people read
   * @param conditions as they stand in the policy, in one line; empty if there are none
   */
  public record Way(String policy, String how, String reason, String conditions) {

    static Way of(Rule rule) {
      return new Way(rule.id(), how(rule.effect()), rule.sentence(), rule.conditions());
    }

    private static String how(Rule.Effect effect) {
      return switch (effect) {
        case Rule.Effect.Automatic _ -> "automatic";
        case Rule.Effect.AfterApproval(Decision.ApprovalRule rule) ->
            rule.count()
                + " of "
                + rule.role()
                + " within "
                + Lengths.text(rule.validFor())
                + rule.escalation().map(it -> ", then " + it.role()).orElse("");
        case Rule.Effect.ByHand(Role role) -> "by hand: " + role;
        case Rule.Effect.Forbids _ -> "forbidden";
      };
    }
  }

  /** The runbooks and trees that no policy says anything about: nobody could ever start them. */
  public List<String> unclassified() {
    return rows.entrySet().stream()
        .filter(row -> row.getValue().isEmpty())
        .map(row -> row.getKey())
        .toList();
  }
}

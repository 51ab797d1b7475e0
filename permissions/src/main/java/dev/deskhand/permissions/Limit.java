package dev.deskhand.permissions;

import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody who acts by a token may do of what they may do at all.
 *
 * @param token by which they act, for the audit
 * @param actions what it is for; what a run does once it is started goes with starting it
 * @param runbooks for which; all, where none is named
 */
public record Limit(TokenId token, Set<Action> actions, Set<String> runbooks) {
  /** What a token can be for. That it makes accounts, tokens or approvers is not among it. */
  public static final Set<Action> GRANTABLE =
      Set.copyOf(
          EnumSet.of(
              Action.START,
              Action.READ_EVIDENCE,
              Action.APPROVE,
              Action.ANSWER,
              Action.CANCEL,
              Action.RESOLVE,
              Action.FREEZE,
              Action.UNFREEZE,
              Action.RELOAD));

  public Limit {
    actions = Set.copyOf(actions);
    runbooks = Set.copyOf(runbooks);
  }

  /** True if the token is for this. */
  boolean admits(AccessRequest request) {
    return admits(request.action())
        && (runbooks.isEmpty() || runbooks.contains(runbookOf(request)));
  }

  /** True if the token is for this verb, be it for some runbooks only. */
  public boolean admits(Action action) {
    return switch (action) {
      case SEE -> true;
      case PERFORM -> actions.contains(Action.START);
      case START,
          READ_EVIDENCE,
          APPROVE,
          ANSWER,
          CANCEL,
          RESOLVE,
          FREEZE,
          UNFREEZE,
          MANAGE_ACCOUNTS,
          MANAGE_TOKENS,
          DELEGATE,
          BREAK_GLASS,
          PUBLISH,
          REVIEW,
          RELOAD,
          TEACH ->
          actions.contains(action);
    };
  }

  private static String runbookOf(AccessRequest request) {
    Resource resource = request.resource();
    return switch (resource.type()) {
      case RUNBOOK -> resource.id();
      case RUN -> resource.attributes().getOrDefault("runbook", "");
      case TREE, TARGET, TICKET, TENANT -> request.circumstances().getOrDefault("runbook", "");
    };
  }
}

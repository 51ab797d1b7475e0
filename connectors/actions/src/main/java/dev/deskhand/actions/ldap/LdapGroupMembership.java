package dev.deskhand.actions.ldap;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;

/**
 * {@code ldap.group-membership}: whether a {@code group} lists an {@code account} itself, not by
 * way of another group. Output {@code member}: {@code true} or {@code false}. With {@code expect:
 * true} or {@code expect: false} anything else is a passing failure, so that a step can wait for
 * it.
 */
public final class LdapGroupMembership implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("account", "group"),
          Set.of("expect"),
          Set.of(EffectClass.READ),
          Set.of("member"));

  @Override
  public String name() {
    return "ldap.group-membership";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    return LdapGroup.onMembership(
        call,
        "asking about",
        (directory, group, account) -> {
          String member = Boolean.toString(group.has(account));
          String evidence =
              account.getDN()
                  + (group.has(account) ? " is a member of " : " is no member of ")
                  + group.dn();
          return call.optionalArgument("expect").orElse(member).equals(member)
              ? new ActionResult.Done(Map.of("member", member), evidence)
              : new Failed(Cause.TRANSIENT, "expected something else, but " + evidence);
        });
  }
}

package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.Entry;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ldap.delete}: takes the entry {@code dn} away, which must have none below it. Output
 * {@code changed}: {@code false} if it was not there. Nothing can put it back as it was.
 */
public final class LdapDelete implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "ldap",
          Set.of("dn"),
          Set.of(),
          Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("changed"));

  @Override
  public String name() {
    return "ldap.delete";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    String dn = LdapStep.dn(call, "dn");
    return LdapStep.perform(
        call,
        "deleting " + dn,
        directory -> {
          Optional<Entry> there = directory.read(dn, List.of("1.1"));
          if (there.isEmpty()) {
            return LdapStep.unchanged(dn + " was not there");
          }
          directory.delete(dn);
          return LdapStep.changed(dn + " has been deleted");
        });
  }
}

package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import java.util.Set;

/** What an exception says about the effect. */
final class LdapFailure {
  /** Answers of a server that is there and may do it later (RFC 4511, appendix A.2). */
  private static final Set<ResultCode> BUSY =
      Set.of(ResultCode.BUSY, ResultCode.UNAVAILABLE, ResultCode.TIME_LIMIT_EXCEEDED);

  private LdapFailure() {}

  /** While connecting, binding or reading: nothing has changed. */
  static ActionResult beforeChange(String target, String tried, LDAPException e) {
    Cause cause = mayPass(e.getResultCode()) ? Cause.TRANSIENT : Cause.PERMANENT;
    return new Failed(cause, reason(target, tried, e));
  }

  /** After the change was sent. */
  static ActionResult afterSending(String target, String tried, LDAPException e) {
    return e.getResultCode().isClientSideResultCode()
        ? new ActionResult.Uncertain(reason(target, tried, e))
        : beforeChange(target, tried, e);
  }

  /**
   * Lets an interruption through.
   *
   * @throws InterruptedException if this thread was interrupted
   */
  static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while talking to a directory");
    }
  }

  private static boolean mayPass(ResultCode code) {
    return BUSY.contains(code) || code.isClientSideResultCode();
  }

  private static String reason(String target, String tried, LDAPException e) {
    return tried
        + " on '"
        + target
        + "' failed: "
        + e.getResultCode().getName()
        + ", "
        + e.getExceptionMessage();
  }
}

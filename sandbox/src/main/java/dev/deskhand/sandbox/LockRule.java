package dev.deskhand.sandbox;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Takes nothing for a lock but a generalized time, the year 0000 included. */
final class LockRule extends InMemoryOperationInterceptor {
  private static final Pattern TIME = Pattern.compile("[0-9]{10}([0-9]{2}){0,2}([.,][0-9]+)?Z");

  @Override
  public void processModifyRequest(InMemoryInterceptedModifyRequest operation)
      throws LDAPException {
    for (Modification modification : operation.getRequest().getModifications()) {
      boolean lock = modification.getAttributeName().equalsIgnoreCase(DirectoryContent.LOCKED);
      if (lock
          && !Arrays.stream(modification.getValues()).allMatch(it -> TIME.matcher(it).matches())) {
        throw new LDAPException(
            ResultCode.INVALID_ATTRIBUTE_SYNTAX, DirectoryContent.LOCKED + " is no time");
      }
    }
  }
}

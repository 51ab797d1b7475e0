package dev.deskhand.sandbox;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes every modification that succeeded over LDAP. */
final class DirectoryRecorder extends InMemoryOperationInterceptor {
  private final List<DirectoryChange> changes = new CopyOnWriteArrayList<>();

  List<DirectoryChange> changes() {
    return List.copyOf(changes);
  }

  @Override
  public void processModifyResult(InMemoryInterceptedModifyResult operation) {
    if (!operation.getResult().getResultCode().equals(ResultCode.SUCCESS)) {
      return;
    }
    String dn = operation.getRequest().getDN();
    changes.addAll(
        operation.getRequest().getModifications().stream().map(m -> change(dn, m)).toList());
  }

  private static DirectoryChange change(String dn, Modification modification) {
    return new DirectoryChange(
        dn, kind(modification.getModificationType()), modification.getAttributeName());
  }

  private static DirectoryChange.Kind kind(ModificationType type) {
    if (type.equals(ModificationType.ADD)) {
      return DirectoryChange.Kind.ADD;
    }
    if (type.equals(ModificationType.DELETE)) {
      return DirectoryChange.Kind.DELETE;
    }
    if (type.equals(ModificationType.REPLACE)) {
      return DirectoryChange.Kind.REPLACE;
    }
    return DirectoryChange.Kind.INCREMENT;
  }
}

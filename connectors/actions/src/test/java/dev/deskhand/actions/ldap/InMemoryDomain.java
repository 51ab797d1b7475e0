package dev.deskhand.actions.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A directory in memory that treats a few attributes as a domain controller does. */
final class InMemoryDomain implements ActiveDirectoryRig {
  private final InMemoryDirectoryServer server;

  InMemoryDomain() {
    AtomicReference<@Nullable InMemoryDirectoryServer> started = new AtomicReference<>();
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
      config.setSchema(null);
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPConfig(
              "ldap", InetAddress.getLoopbackAddress(), 0, null));
      config.addAdditionalBindCredentials(ADMINISTRATOR, PASSWORD);
      config.addInMemoryOperationInterceptor(new Controller(started));
      server = new InMemoryDirectoryServer(config);
      started.set(server);
      server.add("dn: " + BASE, "objectClass: domain", "dc: example");
      server.add("dn: CN=Users," + BASE, "objectClass: container", "cn: Users");
      server.add(
          "dn: CN=Domain Guests,CN=Users," + BASE, "objectClass: group", "cn: Domain Guests");
      server.startListening();
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, String> address() {
    return Map.of("url", "ldap://127.0.0.1:" + server.getListenPort());
  }

  @Override
  public void lock(String dn) {
    try {
      server.modify(
          dn, new Modification(ModificationType.REPLACE, "lockoutTime", "134113536000000000"));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean signsIn(String dn, String password) {
    try (LDAPConnection connection = new LDAPConnection("127.0.0.1", server.getListenPort())) {
      return connection.bind(dn, password).getResultCode().equals(ResultCode.SUCCESS);
    } catch (LDAPException _) {
      return false;
    }
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  /** Takes passwords in quotes and UTF-16, and lets nobody in who is disabled. */
  private static final class Controller extends InMemoryOperationInterceptor {
    private final AtomicReference<@Nullable InMemoryDirectoryServer> server;

    Controller(AtomicReference<@Nullable InMemoryDirectoryServer> server) {
      this.server = server;
    }

    @Override
    public void processModifyRequest(InMemoryInterceptedModifyRequest operation) {
      ModifyRequest request = operation.getRequest().duplicate();
      List<Modification> mapped =
          request.getModifications().stream().map(Controller::mapped).toList();
      request.setModifications(mapped);
      operation.setRequest(request);
    }

    private static Modification mapped(Modification modification) {
      if (!modification.getAttributeName().equals("unicodePwd")) {
        return modification;
      }
      String quoted = new String(modification.getValueByteArrays()[0], StandardCharsets.UTF_16LE);
      return new Modification(
          ModificationType.REPLACE, "userPassword", quoted.substring(1, quoted.length() - 1));
    }

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest operation)
        throws LDAPException {
      InMemoryDirectoryServer running = server.get();
      Entry entry = running == null ? null : running.getEntry(operation.getRequest().getBindDN());
      Integer control =
          entry == null ? null : entry.getAttributeValueAsInteger("userAccountControl");
      if (control != null && (control & 2) != 0) {
        throw new LDAPException(ResultCode.INVALID_CREDENTIALS, "data 533");
      }
    }
  }
}

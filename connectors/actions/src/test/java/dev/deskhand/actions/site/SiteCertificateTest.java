package dev.deskhand.actions.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers of this Java's own TLS, with certificates that its keytool has made. */
final class SiteCertificateTest extends RemoteActionContract {
  private static final String PASSWORD = "practice";

  @TempDir private static Path folder;
  private static final AtomicInteger STORES = new AtomicInteger();
  private static Path usual;

  private final List<SSLServerSocket> servers = new ArrayList<>();
  private int port;

  @BeforeAll
  static void make() throws Exception {
    usual = certificate("-validity", "30");
  }

  @BeforeEach
  void start() throws Exception {
    port = serve(usual);
  }

  @AfterEach
  void stop() throws IOException {
    for (SSLServerSocket server : servers) {
      server.close();
    }
  }

  @Override
  protected StepAction action() {
    return new SiteCertificate();
  }

  @Override
  protected ActionCall workingCall() {
    return SiteFixture.call("localhost:" + port);
  }

  @Override
  protected Map<String, String> unreachable() {
    return Map.of("site.shop", "localhost:1");
  }

  @Override
  protected long effects() {
    return 0;
  }

  @Test
  void a_certificate_that_no_authority_signed_does_not_hold() throws Exception {
    assertThat(found(port))
        .containsEntry("valid", "false")
        .containsEntry("problem", "no authority that this machine knows has signed it")
        .hasEntrySatisfying("days", days -> assertThat(days).isIn("29", "30"));
  }

  @Test
  void a_certificate_that_has_ended_is_told_with_its_days() throws Exception {
    int ended = serve(certificate("-startdate", "-20d", "-validity", "10"));

    assertThat(found(ended))
        .containsEntry("valid", "false")
        .hasEntrySatisfying("problem", it -> assertThat(it).startsWith("it has ended"))
        .hasEntrySatisfying("days", days -> assertThat(days).isIn("-10", "-11"));
  }

  private Map<String, String> found(int at) throws InterruptedException {
    ActionResult result = action().perform(SiteFixture.call("localhost:" + at));
    return ((ActionResult.Done) result).output();
  }

  /** Shakes hands with whoever comes, on a port of its own. */
  private int serve(Path store) throws Exception {
    SSLServerSocket server =
        (SSLServerSocket) context(store).getServerSocketFactory().createServerSocket(0);
    servers.add(server);
    Thread.ofVirtual().start(() -> shakeHands(server));
    return server.getLocalPort();
  }

  /** Until it is closed; who hangs up in the middle is nobody's fault. */
  private static void shakeHands(SSLServerSocket server) {
    boolean open = true;
    while (open) {
      try (SSLSocket client = (SSLSocket) server.accept()) {
        client.startHandshake();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      } catch (IOException _) {
        open = !server.isClosed();
      }
    }
  }

  private static Path certificate(String... validity) throws IOException, InterruptedException {
    Path store = folder.resolve("store-" + STORES.incrementAndGet() + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "site",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(validity));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(told).isZero();
    return store;
  }

  private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}

package dev.deskhand.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.deskhand.audit.witness.HeadFile;
import dev.deskhand.audit.witness.HttpWitness;
import dev.deskhand.audit.witness.Syslog;
import dev.deskhand.audit.witness.Witness;
import dev.deskhand.audit.witness.WitnessWorker;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.InMemoryStore;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where heads go, over real sockets. */
final class WitnessTest {
  private static final int PATIENCE_SECONDS = 20;

  @TempDir private Path folder;
  private SigningKey key;
  private SignedHead head;

  @BeforeEach
  void sign() {
    key = SigningKey.in(folder);
    head = SignedHead.sign(Chains.of(3).getLast(), Chains.TIME, key);
  }

  @Test
  void a_file_keeps_every_head_and_its_last_one_is_found() throws IOException {
    HeadFile file = new HeadFile(folder.resolve("far/heads.jsonl"));
    SignedHead later = SignedHead.sign(Chains.of(5).getLast(), Chains.TIME, key);

    file.show(head);
    file.show(later);

    HeadFile.Contents contents = HeadFile.read(folder.resolve("far/heads.jsonl"), key.check());
    assertThat(contents.heads()).containsExactly(head, later);
    assertThat(contents.foreign()).isEmpty();
    assertThat(contents.broken()).isEmpty();
    assertThat(file.last(key.check())).contains(later);
  }

  @Test
  void a_line_that_a_crash_cut_off_harms_no_other() throws IOException {
    Path path = folder.resolve("heads.jsonl");
    HeadFile file = new HeadFile(path);
    file.show(head);
    Files.writeString(path, "{\"tenant\":\"def", StandardOpenOption.APPEND);

    assertThat(file.last(key.check())).contains(head);
    file.show(head);

    HeadFile.Contents contents = HeadFile.read(path, key.check());
    assertThat(contents.heads()).containsExactly(head, head);
    assertThat(contents.broken()).containsExactly(path + ":2: this is no head");
  }

  @Test
  void a_head_that_another_key_signed_is_a_problem() throws IOException {
    Path path = folder.resolve("heads.jsonl");
    SigningKey other = SigningKey.in(folder.resolve("other"));
    new HeadFile(path).show(head);

    HeadFile.Contents contents = HeadFile.read(path, other.check());

    assertThat(contents.heads()).isEmpty();
    assertThat(contents.foreign()).singleElement().asString().contains("not signed by key");
  }

  @Test
  void syslog_hears_it_over_udp() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(PATIENCE_SECONDS * 1000);

      new Syslog(URI.create("udp://127.0.0.1:" + server.getLocalPort())).show(head);

      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      server.receive(packet);
      assertSyslog(new String(packet.getData(), 0, packet.getLength(), UTF_8));
    }
  }

  @Test
  void syslog_hears_it_over_tcp_with_its_length_before_it() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> heard =
          CompletableFuture.supplyAsync(() -> hear(server), task -> Thread.ofVirtual().start(task));

      new Syslog(URI.create("tcp://127.0.0.1:" + server.getLocalPort())).show(head);

      String framed = heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      int space = framed.indexOf(' ');
      String message = framed.substring(space + 1);
      assertThat(framed.substring(0, space)).isEqualTo("" + message.getBytes(UTF_8).length);
      assertSyslog(message);
    }
  }

  private static String hear(ServerSocket server) {
    try (Socket caller = server.accept()) {
      return new String(caller.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertSyslog(String message) {
    assertThat(message)
        .startsWith("<109>1 2026-11-20T10:00:00.123456Z - deskhand - audit-head - {\"tenant\":")
        .contains("\"index\":3", head.hash(), head.signature());
  }

  @Test
  void an_endpoint_gets_it_with_its_token_and_a_refusal_is_one() throws IOException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/heads",
        exchange -> {
          heard.add(exchange.getRequestHeaders().getFirst("Authorization"));
          heard.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(heard.size() > 2 ? 507 : 204, -1);
          exchange.close();
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/heads");
    try (HttpWitness witness = HttpWitness.withToken(address, "a-token")) {
      witness.show(head);

      assertThat(heard.poll()).isEqualTo("Bearer a-token");
      assertThat(heard.peek()).contains(head.signature());
      heard.add("full");
      assertThatThrownBy(() -> witness.show(head)).hasMessage("it answered 507");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_worker_shows_each_new_head_once_and_again_to_whom_it_did_not_reach() {
    InMemoryStore store = new InMemoryStore(InstantSource.fixed(Chains.TIME));
    List<Long> shown = new ArrayList<>();
    List<Long> late = new ArrayList<>();
    Witness sure = witness("sure", shown::add);
    Witness shaky =
        witness(
            "shaky",
            index -> {
              if (late.isEmpty()) {
                late.add(-1L);
                throw new IOException("away");
              }
              late.add(index);
            });
    WitnessWorker worker =
        new WitnessWorker(
            store, TenantId.DEFAULT, key, List.of(sure, shaky), InstantSource.fixed(Chains.TIME));

    worker.show();
    store.append(Append.in(TenantId.DEFAULT).audit(Chains.entry(1)).build());
    worker.show();
    worker.show();
    store.append(Append.in(TenantId.DEFAULT).audit(Chains.entry(2)).build());
    worker.close();

    assertThat(shown).containsExactly(1L, 2L);
    assertThat(late).containsExactly(-1L, 1L, 2L);
  }

  private interface Show {
    void show(long index) throws IOException;
  }

  private static Witness witness(String name, Show show) {
    return new Witness() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void show(SignedHead head) throws IOException {
        show.show(head.index());
      }
    };
  }

  @Test
  void a_new_key_signs_and_those_before_it_still_check() throws IOException {
    SigningKey second = SigningKey.rotate(folder);
    SigningKey third = SigningKey.rotate(folder);
    SignedHead later = SignedHead.sign(Chains.of(4).getLast(), Chains.TIME, third);

    assertThat(third.check().id()).isNotIn(key.check().id(), second.check().id());
    assertThat(SigningKey.in(folder).check().pem()).isEqualTo(third.check().pem());
    assertThat(head.isSignedBy(third.check())).isTrue();
    assertThat(later.isSignedBy(third.check())).isTrue();
    assertThat(later.isSignedBy(second.check())).isFalse();
    assertThat(
            new SignedHead(
                    later.tenant(),
                    later.index(),
                    later.hash(),
                    later.at(),
                    key.check().id(),
                    later.signature())
                .isSignedBy(third.check()))
        .as("by the name of another key")
        .isFalse();
    assertThat(CheckKey.parse(Files.readString(folder.resolve("audit-signing.pub"))).pem())
        .isEqualTo(third.check().pem());
    assertThat(Files.getPosixFilePermissions(folder.resolve("audit-signing.key"))).hasSize(2);
  }

  @Test
  void the_key_is_made_once_for_its_owner_alone_and_its_other_half_beside_it() throws IOException {
    assertThat(SigningKey.in(folder).check().id()).isEqualTo(key.check().id());
    assertThat(Files.getPosixFilePermissions(folder.resolve("audit-signing.key"))).hasSize(2);
    assertThat(CheckKey.parse(Files.readString(folder.resolve("audit-signing.pub"))).id())
        .isEqualTo(key.check().id());
    assertThat(head.isSignedBy(key.check())).isTrue();
  }
}

package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamState;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Offered;
import dev.deskhand.trees.Setting;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkId;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRoutesTest {
  private static final WalkId WALK = new WalkId("w-1");
  private static final NodeId NODE = new NodeId("picture");
  private static final byte[] PNG =
      "\u0089PNG\r\n\u001a\nand so on".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] PAGE = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private ChatServer server;
  private String mia;

  @BeforeEach
  void start() {
    server = ChatServer.start(data);
    mia = server.signIn(ChatServer.MIA);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_its_bytes_prove_to_be_a_picture_is_shown() {
    keep("a.png", "image/png", PNG);

    HttpResponse<String> answer = server.get("/walks/w-1/files/" + digest(PNG), mia);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
    assertThat(header(answer, "Content-Disposition")).isEqualTo("inline; filename*=UTF-8''a.png");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void anything_else_is_only_saved_whatever_it_is_said_to_be() {
    keep("\"a\";b*.html", "image/png", PAGE);

    HttpResponse<String> answer = server.get("/walks/w-1/files/" + digest(PAGE), mia);

    assertThat(answer.body()).isEqualTo("<script>alert(1)</script>");
    assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo("attachment; filename*=UTF-8''%22a%22%3Bb%2A.html");
    assertThat(header(answer, "Content-Security-Policy")).contains("sandbox", "'none'");
  }

  @Test
  void the_page_names_the_files_and_escapes_their_names() {
    keep("<b>&\".png", "image/png", PNG);

    String page = server.get("/walks/w-1", mia).body();

    assertThat(page)
        .contains("&lt;b&gt;&amp;&quot;.png", digest(PNG), "alt=\"&lt;b&gt;")
        .doesNotContain("<b>&");
  }

  @Test
  void others_are_told_nothing_and_whoever_is_not_signed_in_neither() {
    keep("a.png", "image/png", PNG);
    String tom = server.signIn(new PersonId("tom"));

    assertThat(server.get("/walks/w-1", tom).statusCode()).isEqualTo(404);
    assertThat(server.get("/walks/w-1/files/" + digest(PNG), tom).statusCode()).isEqualTo(404);
    assertThat(server.get("/walks/w-1/files/" + digest(PNG), "none=1").statusCode()).isEqualTo(401);
    assertThat(server.get("/walks/W%20!/files/x", mia).statusCode()).isEqualTo(404);
    assertThat(server.get("/walks/w-1/files/" + digest(PAGE), mia).statusCode()).isEqualTo(404);
  }

  @Test
  void what_was_erased_is_gone() {
    keep("a.png", "image/png", PNG);

    server.keys.destroy(ChatServer.TENANT, "mia");

    assertThat(server.get("/walks/w-1/files/" + digest(PNG), mia).statusCode()).isEqualTo(410);
  }

  @Test
  void a_file_of_a_ticket_is_for_whoever_gave_it_and_whoever_sees_the_ticket() {
    TicketRef ticket = TicketRef.parse("rt-42");
    PersonalVault vault = new PersonalVault(server.keys);
    Artefact artefact = Artefact.of(vault.seal(ChatServer.TENANT, "mia", PAGE));
    KeptFile file =
        new KeptFile(
            new Personal("mia", "a.html"),
            "text/html",
            PAGE.length,
            digest(PAGE),
            artefact.sha256());
    CaseStore cases = new CaseStore(server.store, vault);
    Append.Builder append = Append.in(ChatServer.TENANT);
    cases.write(
        append,
        cases.load(ChatServer.TENANT, ticket),
        List.of(new CaseEvent.FilesKept("in-1-files", new PersonId("mia"), List.of(file))));
    append.keep(artefact);
    server.store.append(append.build());
    String there = "/ticket-files/rt-42/" + digest(PAGE);

    HttpResponse<String> answer = server.get(there, mia);

    assertThat(answer.body()).isEqualTo("<script>alert(1)</script>");
    assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(answer, "Content-Disposition")).startsWith("attachment;");
    String tom = server.signIn(new PersonId("tom"));
    assertThat(server.get(there, tom).statusCode()).isEqualTo(404);
    assertThat(server.get(there, "none=1").statusCode()).isEqualTo(401);
    for (String other :
        List.of("rt-43/" + digest(PAGE), "rt-42/" + digest(PNG), "R%20!/x", "x/y")) {
      assertThat(server.get("/ticket-files/" + other, mia).statusCode()).as(other).isEqualTo(404);
    }
    server.keys.destroy(ChatServer.TENANT, "mia");
    assertThat(server.get(there, mia).statusCode()).isEqualTo(410);
  }

  private void keep(String name, String mediaType, byte[] bytes) {
    PersonalVault vault = new PersonalVault(server.keys);
    Artefact artefact = Artefact.of(vault.seal(ChatServer.TENANT, "mia", bytes));
    KeptFile file =
        new KeptFile(
            new Personal("mia", name), mediaType, bytes.length, digest(bytes), artefact.sha256());
    Append.Builder begin = Append.in(ChatServer.TENANT);
    server.walks.begin(
        begin,
        new WalkEvent.WalkStarted(
            WALK,
            new TreeId("show"),
            ContentVersion.of("tree"),
            Asker.of("mia", "Mia"),
            "mia",
            Optional.empty(),
            "conversation/web/mia",
            Setting.NONE));
    server.store.append(begin.build());
    Append.Builder answer = Append.in(ChatServer.TENANT);
    server.walks.write(
        answer,
        server.walks.find(ChatServer.TENANT, WALK).orElseThrow(),
        StreamState.live(),
        List.of(
            new WalkEvent.QuestionAsked(NODE, 1, Offered.ALL),
            new WalkEvent.Answered(
                NODE, 1, new Answer.Attached(List.of(file)), "mia", Optional.empty())));
    answer.keep(artefact);
    server.store.append(answer.build());
  }

  private static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.of(bytes));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}

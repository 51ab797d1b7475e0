package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.file.CataloguePictures;
import dev.deskhand.bot.file.KeptFiles;
import dev.deskhand.bot.file.PictureSeal;
import dev.deskhand.journal.TenantId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureRoutesTest {
  private final PracticePicture picture = new PracticePicture(64, 40);

  @TempDir Path data;
  private ChatServer server;

  @BeforeEach
  void start() {
    server = ChatServer.start(data);
    server.shown = picture.catalogue();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String signed(String sign) {
    return "/pictures/" + picture.file.sha256() + "?sign=" + sign;
  }

  private String place() {
    return KeptFiles.place(picture.file);
  }

  private HttpResponse<String> get(String path) {
    return server.send(server.request(path));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private KeptFiles files(String portal) {
    return new KeptFiles(
        ChatServer.TENANT,
        server.store,
        new KeptFiles.Pictures(() -> server.shown, server.seal),
        URI.create(portal));
  }

  @Test
  void whoever_is_signed_in_sees_it() {
    HttpResponse<String> answer = server.get(place(), server.signIn(ChatServer.MIA));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
    assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(picture.bytes.length));
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Cache-Control")).isEqualTo("private, max-age=86400");
    assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'none'; sandbox");
    assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(get(place()).statusCode()).isEqualTo(401);
  }

  @Test
  void a_client_without_a_login_sees_it_by_its_signed_address() {
    URI open = files("https://desk.example/").openAddress(picture.file).orElseThrow();
    assertThat(open.toString()).startsWith("https://desk.example/pictures/");

    HttpResponse<String> answer = get(open.getPath() + "?" + open.getQuery());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=86400");
    assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(header(answer, "Set-Cookie")).isEmpty();
  }

  @Test
  void any_other_signature_leads_nowhere() {
    String sign = server.seal.sign(picture.file);
    PracticePicture other = new PracticePicture(65, 40);
    PictureSeal elsewhere =
        new PictureSeal(
            new TenantId("elsewhere"), LoginKey.in(data)::sign, LoginKey.in(data)::fits);

    for (String wrong :
        List.of(
            "",
            "x",
            "%00",
            "A".repeat(5_000),
            sign.substring(1),
            sign + "A",
            server.seal.sign(other.file),
            elsewhere.sign(picture.file))) {
      assertThat(get(signed(wrong)).statusCode()).as(wrong).isEqualTo(404);
    }
    assertThat(get("/pictures/" + picture.file.sha256()).statusCode()).isEqualTo(404);
    assertThat(get(signed(sign)).statusCode()).isEqualTo(200);
  }

  @Test
  void nothing_but_what_the_catalogue_shows_now_is_given() {
    String cookie = server.signIn(ChatServer.MIA);
    server.shown = CataloguePictures.NONE;

    HttpResponse<String> gone = get(signed(server.seal.sign(picture.file)));

    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(header(gone, "Cache-Control")).isEqualTo("no-store");
    assertThat(server.get(place(), cookie).statusCode()).isEqualTo(404);
    assertThat(server.get("/catalogue/pictures/..%2Flogin.key", cookie).statusCode())
        .isNotEqualTo(200);
    assertThat(files("https://desk.example").bytes(picture.file)).isEqualTo(Optional.empty());
  }

  @Test
  void where_clients_do_not_reach_us_there_is_no_address_without_a_login() {
    for (String portal :
        List.of("http://desk.example", "http://127.0.0.1:8080", "https://localhost:8443")) {
      assertThat(files(portal).openAddress(picture.file)).as(portal).isEmpty();
    }
    assertThat(files("http://127.0.0.1:8080/").address(picture.file))
        .hasToString("http://127.0.0.1:8080" + place());
  }
}

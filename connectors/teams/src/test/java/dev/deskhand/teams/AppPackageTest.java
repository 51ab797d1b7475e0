package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class AppPackageTest {
  private static final URI ADDRESS = URI.create("https://desk.example.com");

  private static byte[] bytes(AppPackage made) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    made.writeTo(out);
    return out.toByteArray();
  }

  private static Map<String, byte[]> files(byte[] zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  private static BufferedImage image(Map<String, byte[]> files, String name) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file(files, name)));
  }

  @Test
  void it_holds_the_manifest_and_the_two_icons_in_the_sizes_that_teams_wants() throws IOException {
    Map<String, byte[]> files = files(bytes(new AppPackage(APP, "1.0.0", ADDRESS)));

    assertThat(files.keySet()).containsExactly("manifest.json", "color.png", "outline.png");
    String manifest = new String(file(files, "manifest.json"), StandardCharsets.UTF_8);
    assertThat(manifest)
        .contains("\"botId\" : \"" + APP + "\"")
        .contains("\"manifestVersion\" : \"1.22\"", "\"https://desk.example.com\"");
    JsonNode json = new ObjectMapper().readTree(manifest);
    assertThat(json.at("/bots/0/commandLists/0/commands")).hasSizeLessThan(11);
    assertThat(json.at("/bots/0/commandLists/0/commands").findValuesAsText("title"))
        .contains("home", "help", "catalogue", "run", "runs", "approve");
    assertThat(json.at("/composeExtensions/0/botId").asText()).isEqualTo(APP);
    assertThat(json.at("/composeExtensions/0/commands").findValuesAsText("id"))
        .containsExactly("catalogue", "ticket");
    assertThat(image(files, "color.png").getWidth()).isEqualTo(192);
    assertThat(image(files, "outline.png").getHeight()).isEqualTo(32);
    assertThat(image(files, "outline.png").getColorModel().hasAlpha()).isTrue();
  }

  @Test
  void microsofts_schema_has_nothing_against_the_manifest() throws IOException {
    byte[] made = file(files(bytes(new AppPackage(APP, "1.0.0", ADDRESS))), "manifest.json");
    String manifest = new String(made, StandardCharsets.UTF_8);
    String wrong = manifest.replace("\"isNotificationOnly\"", "\"isNotified\"");

    assertThat(MicrosoftCards.complaintsOfManifest(manifest)).isEmpty();
    assertThat(MicrosoftCards.complaintsOfManifest(wrong))
        .anyMatch(it -> it.contains("isNotified"));
  }

  @Test
  void the_same_app_is_the_same_file() throws IOException {
    AppPackage made = new AppPackage(APP, "1.0.0", ADDRESS);

    assertThat(bytes(made)).isEqualTo(bytes(made));
  }

  @Test
  void what_teams_would_refuse_is_refused_here_with_what_to_do() {
    assertThatThrownBy(() -> new AppPackage(APP, "1.0.0", URI.create("http://127.0.0.1:8080")))
        .hasMessageContaining("--url");
    assertThatThrownBy(() -> new AppPackage(APP, "1.0-SNAPSHOT", ADDRESS))
        .hasMessageContaining("three numbers");
  }
}

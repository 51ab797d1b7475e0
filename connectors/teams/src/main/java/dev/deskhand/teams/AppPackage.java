package dev.deskhand.teams;

import dev.deskhand.teams.wire.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The app as Teams installs it: a manifest and two icons, zipped. The same app gives the same
 * bytes.
 *
 * @param version three numbers, such as {@code 1.0.0}
 * @param address where people reach Deskhand, over https
 */
public record AppPackage(String appId, String version, URI address) {

  public AppPackage {
    if (!"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "Teams takes addresses with https only, and base-url is "
              + address
              + ": name the one that people type with --url");
    }
    if (!version.matches("[0-9]{1,5}\\.[0-9]{1,5}\\.[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "the app's version is '" + version + "': expected three numbers, such as 1.0.1");
    }
  }

  /** Writes it; the stream stays open. */
  public void writeTo(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    String manifest = Manifest.of(appId, version, address);
    add(zip, "manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
    for (String icon : List.of("color.png", "outline.png")) {
      try (InputStream in =
          Objects.requireNonNull(AppPackage.class.getResourceAsStream(icon), icon)) {
        add(zip, icon, in.readAllBytes());
      }
    }
    zip.finish();
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}

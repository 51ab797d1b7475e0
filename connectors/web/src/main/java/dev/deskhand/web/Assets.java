package dev.deskhand.web;

import dev.deskhand.journal.Sha256;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page's own files, from the class path; nothing else is reachable through them. */
final class Assets {
  private static final String FOLDER = "/web/assets/";

  private final Map<String, Asset> assets =
      Stream.of(
              "deskhand.css",
              "portal.css",
              "portal.js",
              "main.js",
              "api.js",
              "conversation.js",
              "markdown.js",
              "tickets.js",
              "icon.svg")
          .collect(Collectors.toUnmodifiableMap(Function.identity(), Assets::load));

  /** A file with its type and a tag that changes when it does. */
  private record Asset(String text, String type, String tag) {}

  void routes(RoutesConfig routes) {
    routes.get("/assets/{name}", this::serve);
  }

  static String text(String path) {
    try (InputStream in = Assets.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new WebException("resource " + path + ": missing from the class path; build again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new WebException("resource " + path + ": cannot be read", e);
    }
  }

  private void serve(Context context) {
    Asset asset = assets.get(context.pathParam("name"));
    if (asset == null) {
      throw new RequestRefusedException(HttpStatus.NOT_FOUND, "There is no such file.");
    }
    context.header("Cache-Control", "no-cache").header("ETag", asset.tag());
    if (asset.tag().equals(context.header("If-None-Match"))) {
      context.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    context.contentType(asset.type()).result(asset.text());
  }

  private static Asset load(String name) {
    String text = text(FOLDER + name);
    return new Asset(text, type(name), "\"" + Sha256.hex(text) + "\"");
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new WebException("asset " + name + ": no content type is known for it");
    };
  }
}

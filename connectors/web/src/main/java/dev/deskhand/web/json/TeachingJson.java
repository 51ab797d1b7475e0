package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.Teaching;
import dev.deskhand.bot.Teaching.Lesson;
import dev.deskhand.bot.Textbook;
import dev.deskhand.bot.hint.Hints;
import dev.deskhand.bot.intent.Intent;
import java.util.List;
import java.util.Locale;

/** What the command line asks and hears about sentences that wait for a yes. */
public final class TeachingJson {
  private TeachingJson() {}

  /** A lesson, and the digest of what whoever says yes was shown; empty before that. */
  public record Approval(Lesson lesson, String digest) {}

  /** Reads {@code {"intent", "sentence", "digest"?}}. */
  public static Approval approval(byte[] body) {
    ObjectNode node = Json.read(body);
    return new Approval(
        new Lesson(node.path("intent").asText(""), node.path("sentence").asText("")),
        node.path("digest").asText(""));
  }

  /** Writes {@code {"hints": […]}}. */
  public static String hints(List<Hints.Asked> hints) {
    ObjectNode node = Json.object();
    ArrayNode all = node.putArray("hints");
    for (Hints.Asked hint : hints) {
      ObjectNode one =
          all.addObject()
              .put("id", hint.id())
              .put("sentence", hint.sentence())
              .put("at", hint.at().toString())
              .put("cause", hint.cause().name().toLowerCase(Locale.ROOT))
              .put("times", hint.times());
      hint.meant().ifPresent(it -> one.put("meant", it.id()));
      hint.how().ifPresent(it -> one.put("how", it.name().toLowerCase(Locale.ROOT)));
      ArrayNode offered = one.putArray("offered");
      hint.offered().stream().map(Intent::id).forEach(offered::add);
    }
    return Json.text(node);
  }

  /** Writes what a lesson would change. */
  public static String ready(Textbook.Trial.Ready ready) {
    ObjectNode node =
        Json.object()
            .put("intent", ready.intent().id())
            .put("sentence", ready.sentence())
            .put("file", ready.file())
            .put("difference", ready.difference())
            .put("digest", ready.digest())
            .put("figures", Teaching.figures(ready))
            .put("way", ready.way().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    ArrayNode worse = node.putArray("worse");
    ready.worse().stream().map(Intent::id).forEach(worse::add);
    return Json.text(node);
  }

  /**
   * Writes what was done: {@code written}, {@code by-hand}, {@code already} or {@code rejected}.
   */
  public static String done(String what) {
    return Json.text(Json.object().put("done", what));
  }
}

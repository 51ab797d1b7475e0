package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.Console;
import dev.deskhand.bot.Stopping;
import dev.deskhand.bot.plan.FreezeVerb;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.bot.reply.RunProgress;
import dev.deskhand.bot.reply.RunStanding;
import dev.deskhand.bot.resolution.Resolution;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Freeze;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.run.Emergency;
import dev.deskhand.runbooks.run.LiveOutputs;
import dev.deskhand.runbooks.run.Planning;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the command line asks for and gets. */
public final class ConsoleJson {
  private static final int LONGEST_REASON = 500;

  private ConsoleJson() {}

  /**
   * A runbook to be started, or planned.
   *
   * @param id made by the caller; the same one again is the same start
   * @param breakGlass why it is an emergency; empty where it is none
   */
  public record Start(
      String id, String runbook, Map<String, String> inputs, Optional<String> breakGlass) {
    public Start {
      inputs = Map.copyOf(inputs);
    }
  }

  /** Reads {@code {"id", "runbook", "inputs": {…}, "breakGlass"?}}. */
  public static Start start(byte[] body) {
    ObjectNode node = Json.read(body);
    return new Start(
        text(node, "id"),
        text(node, "runbook"),
        values(node, "inputs"),
        node.has("breakGlass") ? Optional.of(why(node, "breakGlass")) : Optional.empty());
  }

  /** Reads {@code {"step"?}}. */
  public static RunVerb approve(byte[] body) {
    return new RunVerb.Approve(step(Json.read(body)));
  }

  /** Reads {@code {"step"?, "why"?}}. */
  public static RunVerb decline(byte[] body) {
    ObjectNode node = Json.read(body);
    return new RunVerb.Decline(step(node), node.path("why").asText(""));
  }

  /** Reads {@code {"why"}}. */
  public static RunVerb requestChanges(byte[] body) {
    return new RunVerb.RequestChanges(why(Json.read(body)));
  }

  /** Reads {@code {"step", "settlement"}}. */
  public static RunVerb settle(byte[] body) {
    ObjectNode node = Json.read(body);
    String word = text(node, "settlement").toUpperCase(Locale.ROOT).replace('-', '_');
    try {
      return new RunVerb.Settle(
          StepRef.parse(text(node, "step")), Optional.empty(), Settlement.valueOf(word));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected a step, and done, not-done or give-up", e);
    }
  }

  /** Reads {@code {"step", "values": {…}}}. */
  public static RunVerb answer(byte[] body) {
    ObjectNode node = Json.read(body);
    return new RunVerb.Answer(StepRef.parse(text(node, "step")), values(node, "values"));
  }

  /** Reads {@code {"scope"?, "why"}}. */
  public static FreezeVerb freeze(byte[] body) {
    ObjectNode node = Json.read(body);
    return new FreezeVerb.Stop(scope(node), why(node));
  }

  /** Reads {@code {"scope"?, "why"}}. */
  public static FreezeVerb unfreeze(byte[] body) {
    ObjectNode node = Json.read(body);
    return new FreezeVerb.Lift(scope(node), why(node));
  }

  private static Freeze.Scope scope(ObjectNode node) {
    return new Freeze.Scope(node.path("scope").asText("everything"));
  }

  /** Reads {@code {"why"}}. */
  public static String review(byte[] body) {
    return why(Json.read(body));
  }

  /** The emergencies that wait for a review. */
  public static String reviews(List<Emergency> open) {
    ObjectNode node = Json.object();
    ArrayNode reviews = node.putArray("reviews");
    open.forEach(
        it ->
            reviews
                .addObject()
                .put("run", it.run().value())
                .put("runbook", it.runbook().value())
                .put("by", it.by().value())
                .put("why", it.why())
                .put("since", it.since().toString()));
    return node.toString();
  }

  private static String why(ObjectNode node) {
    return why(node, "why");
  }

  private static String why(ObjectNode node, String key) {
    String why = text(node, key);
    if (why.isBlank() || why.length() > LONGEST_REASON) {
      throw new IllegalArgumentException("expected a reason of 1 to 500 characters");
    }
    return why;
  }

  /** Writes {@code {"frozen": […], "inFlight": […], "warning"?}}. */
  public static String frozen(Stopping.Standing standing, Optional<String> warning) {
    ObjectNode node = Json.object();
    warning.ifPresent(it -> node.put("warning", it));
    ArrayNode frozen = node.putArray("frozen");
    standing
        .frozen()
        .forEach(
            it ->
                frozen
                    .addObject()
                    .put("scope", it.scope().value())
                    .put("by", it.by())
                    .put("why", it.why())
                    .put("since", it.since().toString()));
    ArrayNode inFlight = node.putArray("inFlight");
    for (StoredRun stored : standing.inFlight()) {
      for (StepRef step : stored.run().inFlight()) {
        inFlight
            .addObject()
            .put("run", stored.id().value())
            .put("runbook", stored.run().plan().runbook().value())
            .put("step", step.toString())
            .put("target", stored.run().plan().call(step).target());
      }
    }
    return Json.text(node);
  }

  public static String runs(List<StoredRun> runs) {
    ObjectNode node = Json.object();
    ArrayNode all = node.putArray("runs");
    runs.forEach(run -> all.add(run(run)));
    return Json.text(node);
  }

  /** A run with everything that happened to it, and what its steps say at the moment. */
  public static String run(Console.Told told) {
    ObjectNode node = run(told.run());
    ArrayNode timeline = node.putArray("timeline");
    for (Resolution.Entry entry : told.timeline()) {
      timeline
          .addObject()
          .put("at", entry.at().toString())
          .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
          .put("what", entry.what());
    }
    ArrayNode live = node.putArray("live");
    for (LiveOutputs.Piece piece : told.live()) {
      live.addObject()
          .put("step", piece.step())
          .put("attempt", piece.attempt())
          .put("from", piece.from())
          .put("text", piece.text());
    }
    return Json.text(node);
  }

  public static String artefact(String text) {
    return Json.text(Json.object().put("text", text));
  }

  public static String noted(RunId run) {
    return Json.text(Json.object().put("id", run.value()).put("status", "noted"));
  }

  /** Everything that a run would do, and whether it might. */
  public static String plan(Planning.Planned planned, Decision decision) {
    ObjectNode node = PlanJson.of(planned);
    node.set("decision", PlanJson.of(decision));
    return Json.text(node);
  }

  /** What came of reading the catalogue anew. */
  public static String catalogue(String outcome, ContentVersion version) {
    return Json.text(Json.object().put("outcome", outcome).put("catalogue", version.toString()));
  }

  /** A problem (RFC 9457). */
  public static String problem(int status, String name, String detail, List<String> reasons) {
    ObjectNode node =
        Json.object()
            .put("type", "urn:deskhand:problem:" + name)
            .put("title", name)
            .put("status", status)
            .put("detail", detail);
    ArrayNode all = node.putArray("reasons");
    reasons.forEach(all::add);
    return Json.text(node);
  }

  private static ObjectNode run(StoredRun stored) {
    Run run = stored.run();
    RunStanding standing = RunStanding.of(run);
    ObjectNode node =
        Json.object()
            .put("id", stored.id().value())
            .put("runbook", run.plan().runbook().value())
            .put("title", run.plan().title())
            .put("state", standing.word().label())
            .put("reason", standing.reason())
            .put("progress", RunProgress.words(run).replace("**", ""))
            .put("requester", run.request().requester().value())
            .put("beneficiary", run.request().beneficiary().value())
            .put("digest", run.digest());
    ObjectNode inputs = node.putObject("inputs");
    run.plan().inputs().forEach((name, value) -> inputs.put(name, value.text()));
    ArrayNode awaited = node.putArray("awaited");
    standing
        .awaited()
        .forEach(
            it ->
                awaited
                    .addObject()
                    .put("kind", it.kind().name().toLowerCase(Locale.ROOT))
                    .put("step", it.step())
                    .put("what", it.what()));
    return node;
  }

  private static Optional<StepRef> step(ObjectNode node) {
    String step = node.path("step").asText("");
    return step.isEmpty() ? Optional.empty() : Optional.of(StepRef.parse(step));
  }

  private static Map<String, String> values(ObjectNode node, String name) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path(name).properties()) {
      if (!entry.getValue().isTextual()) {
        throw new IllegalArgumentException("'" + name + "': expected texts");
      }
      values.put(entry.getKey(), entry.getValue().textValue());
    }
    return values;
  }

  private static String text(ObjectNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' is missing or not a string");
    }
    return value.textValue();
  }
}

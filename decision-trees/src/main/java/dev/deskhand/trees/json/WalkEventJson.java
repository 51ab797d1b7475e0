package dev.deskhand.trees.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Conclusion;
import dev.deskhand.trees.Finding;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.TreesException;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkEvent.Answered;
import dev.deskhand.trees.WalkEvent.CheckAnswered;
import dev.deskhand.trees.WalkEvent.CheckFailed;
import dev.deskhand.trees.WalkEvent.CheckRequested;
import dev.deskhand.trees.WalkEvent.EscalationAsked;
import dev.deskhand.trees.WalkEvent.HandOverEnded;
import dev.deskhand.trees.WalkEvent.HandedOver;
import dev.deskhand.trees.WalkEvent.QuestionAsked;
import dev.deskhand.trees.WalkEvent.TimedOut;
import dev.deskhand.trees.WalkEvent.WalkEnded;
import dev.deskhand.trees.WalkEvent.WalkStarted;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkOutcome;
import dev.deskhand.trees.json.SealedFields.Reader;
import dev.deskhand.trees.json.SealedFields.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks' events as the journal keeps them. Fields stand in a fixed order; what belongs to a person
 * is sealed under that person's key and reads as erased once the key is destroyed. Thread-safe.
 */
public final class WalkEventJson {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PersonalVault vault;

  public WalkEventJson(PersonalVault vault) {
    this.vault = vault;
  }

  /** The stored form; each sealing differs, so two writings of one event are not the same text. */
  public Event write(TenantId tenant, WalkEvent event) {
    ObjectNode body = JSON.createObjectNode();
    String type = write(event, body, new Writer(vault, tenant, body));
    return new Event(type, VERSION, body.toString());
  }

  /**
   * The event again.
   *
   * @throws TreesException if it is of no type or version that was ever written, or is damaged
   */
  public WalkEvent read(TenantId tenant, Event event) {
    if (event.version() != VERSION) {
      throw unreadable(
          event, "version " + event.version() + " is not known; this one knows 1", null);
    }
    try {
      return read(event, new Reader(vault, tenant, JSON.readTree(event.body())));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unreadable(event, String.valueOf(e.getMessage()), e);
    }
  }

  private static String write(WalkEvent event, ObjectNode body, Writer out) {
    return switch (event) {
      case WalkStarted e -> started(e, body, out);
      case QuestionAsked e -> visited("question-asked", e.node(), e.visit(), body);
      case Answered e -> answered(e, body, out);
      case CheckRequested e -> visited("check-requested", e.node(), e.visit(), body);
      case CheckAnswered e -> checked(e, body, out);
      case CheckFailed e -> {
        String type = visited("check-failed", e.node(), e.visit(), body);
        body.put("reason", e.reason());
        yield type;
      }
      case HandedOver e -> {
        String type = visited("handed-over", e.node(), e.visit(), body);
        body.put("run", e.runId());
        yield type;
      }
      case HandOverEnded e -> {
        String type = visited("hand-over-ended", e.node(), e.visit(), body);
        body.put("outcome", nameOf(e.outcome()));
        yield type;
      }
      case TimedOut e -> visited("timed-out", e.node(), e.visit(), body);
      case EscalationAsked e -> {
        body.put("by", e.by());
        yield "escalation-asked";
      }
      case WalkEnded e -> ended(e.conclusion(), body, out);
    };
  }

  private static String started(WalkStarted event, ObjectNode body, Writer out) {
    body.put("walk", event.walk().value());
    body.put("tree", event.tree().value());
    body.put("treeVersion", event.version().sha256());
    out.personal("asker", event.asker().name());
    body.put("beneficiary", event.beneficiary());
    event.ticket().ifPresent(ticket -> body.put("ticket", ticket));
    body.put("conversation", event.conversation());
    return "walk-started";
  }

  private static String answered(Answered event, ObjectNode body, Writer out) {
    String type = visited("answered", event.node(), event.visit(), body);
    body.put("choice", event.choice().value());
    body.put("by", event.by());
    event.said().ifPresent(said -> out.personal("said", said));
    return type;
  }

  private static String checked(CheckAnswered event, ObjectNode body, Writer out) {
    String type = visited("check-answered", event.node(), event.visit(), body);
    out.values("values", event.evidence().subject(), event.values());
    out.personal("evidence", event.evidence());
    return type;
  }

  private static String ended(Conclusion conclusion, ObjectNode body, Writer out) {
    body.put("outcome", nameOf(conclusion.outcome()));
    out.personal("finding", conclusion.finding().words());
    out.personal("say", conclusion.say());
    conclusion.queue().ifPresent(queue -> body.put("queue", queue));
    return "walk-ended";
  }

  private static String visited(String type, NodeId node, int visit, ObjectNode body) {
    body.put("node", node.value());
    body.put("visit", visit);
    return type;
  }

  private static WalkEvent read(Event event, Reader in) {
    return switch (event.type()) {
      case "walk-started" -> started(in);
      case "question-asked" -> new QuestionAsked(node(in), visit(in));
      case "answered" -> answered(in);
      case "check-requested" -> new CheckRequested(node(in), visit(in));
      case "check-answered" ->
          new CheckAnswered(node(in), visit(in), in.values("values"), in.personal("evidence"));
      case "check-failed" -> new CheckFailed(node(in), visit(in), in.text("reason"));
      case "handed-over" -> new HandedOver(node(in), visit(in), in.text("run"));
      case "hand-over-ended" ->
          new HandOverEnded(node(in), visit(in), in.constant("outcome", RunOutcome.class));
      case "timed-out" -> new TimedOut(node(in), visit(in));
      case "escalation-asked" -> new EscalationAsked(in.text("by"));
      case "walk-ended" -> new WalkEnded(conclusion(in));
      default -> throw unreadable(event, "no event of a walk is of this type", null);
    };
  }

  private static WalkStarted started(Reader in) {
    return new WalkStarted(
        new WalkId(in.text("walk")),
        new TreeId(in.text("tree")),
        new ContentVersion(in.text("treeVersion")),
        new Asker(in.personal("asker")),
        in.text("beneficiary"),
        in.optionalText("ticket"),
        in.text("conversation"));
  }

  private static Answered answered(Reader in) {
    return new Answered(
        node(in),
        visit(in),
        new ChoiceId(in.text("choice")),
        in.text("by"),
        in.has("said") ? Optional.of(in.personal("said")) : Optional.empty());
  }

  private static Conclusion conclusion(Reader in) {
    return new Conclusion(
        in.constant("outcome", WalkOutcome.class),
        new Finding(in.personal("finding")),
        in.personal("say"),
        in.optionalText("queue"));
  }

  private static NodeId node(Reader in) {
    return new NodeId(in.text("node"));
  }

  private static int visit(Reader in) {
    JsonNode visit = in.required("visit");
    if (!visit.isInt()) {
      throw new IllegalArgumentException("field 'visit': expected a whole number");
    }
    return visit.intValue();
  }

  private static String nameOf(Enum<?> constant) {
    return SealedFields.nameOf(constant);
  }

  private static TreesException unreadable(Event event, String found, @Nullable Throwable cause) {
    String message = "event '" + event.type() + "' of a walk can't be read: " + found;
    return cause == null ? new TreesException(message) : new TreesException(message, cause);
  }
}

package dev.deskhand.trees.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.TenantId;
import dev.deskhand.trees.Answer;
import dev.deskhand.trees.Asker;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Conclusion;
import dev.deskhand.trees.Finding;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Offered;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.TreesException;
import dev.deskhand.trees.WalkEvent;
import dev.deskhand.trees.WalkEvent.AnswerMissed;
import dev.deskhand.trees.WalkEvent.Answered;
import dev.deskhand.trees.WalkEvent.CheckAnswered;
import dev.deskhand.trees.WalkEvent.CheckFailed;
import dev.deskhand.trees.WalkEvent.CheckRequested;
import dev.deskhand.trees.WalkEvent.EscalationAsked;
import dev.deskhand.trees.WalkEvent.FilesGiven;
import dev.deskhand.trees.WalkEvent.FilesRefused;
import dev.deskhand.trees.WalkEvent.GivenUp;
import dev.deskhand.trees.WalkEvent.HandOverEnded;
import dev.deskhand.trees.WalkEvent.HandedOver;
import dev.deskhand.trees.WalkEvent.Moved;
import dev.deskhand.trees.WalkEvent.Passed;
import dev.deskhand.trees.WalkEvent.QuestionAsked;
import dev.deskhand.trees.WalkEvent.StartedOver;
import dev.deskhand.trees.WalkEvent.TimedOut;
import dev.deskhand.trees.WalkEvent.WalkEnded;
import dev.deskhand.trees.WalkEvent.WalkStarted;
import dev.deskhand.trees.WalkEvent.WentBack;
import dev.deskhand.trees.WalkId;
import dev.deskhand.trees.WalkOutcome;
import dev.deskhand.trees.json.SealedFields.Reader;
import dev.deskhand.trees.json.SealedFields.Writer;
import java.util.Set;
import java.util.stream.Collectors;
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
      case QuestionAsked e -> asked(e, body);
      case Answered e -> answered(e, body, out);
      case FilesGiven e -> {
        String type = visited("files-given", e.node(), e.visit(), body);
        FilesJson.given(e.files(), out);
        e.said().ifPresent(said -> out.personal("said", said));
        yield by(type, e.by(), body);
      }
      case FilesRefused e -> {
        String type = visited("files-refused", e.node(), e.visit(), body);
        body.put("reason", e.reason());
        yield type;
      }
      case AnswerMissed e -> {
        String type = visited("answer-missed", e.node(), e.visit(), body);
        out.personal("said", e.said());
        yield type;
      }
      case WentBack e -> {
        String type = visited("went-back", e.node(), e.visit(), body);
        body.put("by", e.by());
        yield type;
      }
      case StartedOver e -> by("started-over", e.by(), body);
      case Moved e -> {
        body.put("conversation", e.conversation());
        yield by("moved", e.by(), body);
      }
      case Passed e -> {
        String type = visited("passed", e.node(), e.visit(), body);
        e.finding().ifPresent(finding -> out.personal("finding", finding));
        yield type;
      }
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
      case EscalationAsked e -> by("escalation-asked", e.by(), body);
      case GivenUp e -> by("given-up", e.by(), body);
      case WalkEnded e -> ended(e, body, out);
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
    SettingJson.write(event.setting(), event.asker().id(), out);
    return "walk-started";
  }

  private static String asked(QuestionAsked event, ObjectNode body) {
    String type = visited("question-asked", event.node(), event.visit(), body);
    names("withheld", event.offered().withheld(), body);
    names("approval", event.offered().approval(), body);
    return type;
  }

  private static void names(String field, Set<ChoiceId> choices, ObjectNode body) {
    if (!choices.isEmpty()) {
      ArrayNode names = body.putArray(field);
      choices.stream().map(ChoiceId::value).sorted().forEach(names::add);
    }
  }

  private static String by(String type, String person, ObjectNode body) {
    body.put("by", person);
    return type;
  }

  private static String answered(Answered event, ObjectNode body, Writer out) {
    String type = visited("answered", event.node(), event.visit(), body);
    switch (event.answer()) {
      case Answer.Chosen(ChoiceId choice) -> body.put("choice", choice.value());
      case Answer.Wrote(Personal words) -> out.personal("wrote", words);
      case Answer.Attached(var files) -> FilesJson.kept(files, out);
    }
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

  private static String ended(WalkEnded event, ObjectNode body, Writer out) {
    Conclusion conclusion = event.conclusion();
    event.node().ifPresent(node -> body.put("node", node.value()));
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
      case "question-asked" ->
          new QuestionAsked(
              node(in), visit(in), new Offered(names("withheld", in), names("approval", in)));
      case "answered" -> answered(in);
      case "files-given" ->
          new FilesGiven(
              node(in), visit(in), FilesJson.given(in), in.text("by"), in.optionalPersonal("said"));
      case "files-refused" -> new FilesRefused(node(in), visit(in), in.text("reason"));
      case "answer-missed" -> new AnswerMissed(node(in), visit(in), in.personal("said"));
      case "went-back" -> new WentBack(node(in), visit(in), in.text("by"));
      case "started-over" -> new StartedOver(in.text("by"));
      case "moved" -> new Moved(in.text("conversation"), in.text("by"));
      case "passed" -> new Passed(node(in), visit(in), in.optionalPersonal("finding"));
      case "check-requested" -> new CheckRequested(node(in), visit(in));
      case "check-answered" ->
          new CheckAnswered(node(in), visit(in), in.values("values"), in.personal("evidence"));
      case "check-failed" -> new CheckFailed(node(in), visit(in), in.text("reason"));
      case "handed-over" -> new HandedOver(node(in), visit(in), in.text("run"));
      case "hand-over-ended" ->
          new HandOverEnded(node(in), visit(in), in.constant("outcome", RunOutcome.class));
      case "timed-out" -> new TimedOut(node(in), visit(in));
      case "escalation-asked" -> new EscalationAsked(in.text("by"));
      case "given-up" -> new GivenUp(in.text("by"));
      case "walk-ended" -> new WalkEnded(in.optionalText("node").map(NodeId::new), conclusion(in));
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
        in.text("conversation"),
        SettingJson.read(in));
  }

  private static Answered answered(Reader in) {
    return new Answered(
        node(in), visit(in), answer(in), in.text("by"), in.optionalPersonal("said"));
  }

  private static Answer answer(Reader in) {
    if (FilesJson.isIn(in)) {
      return new Answer.Attached(FilesJson.kept(in));
    }
    return in.has("wrote")
        ? new Answer.Wrote(in.personal("wrote"))
        : new Answer.Chosen(new ChoiceId(in.text("choice")));
  }

  private static Set<ChoiceId> names(String field, Reader in) {
    return in.texts(field).stream().map(ChoiceId::new).collect(Collectors.toSet());
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

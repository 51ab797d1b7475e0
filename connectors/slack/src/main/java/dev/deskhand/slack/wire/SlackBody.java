package dev.deskhand.slack.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A request's body, looked through before anything else reads it: UTF-8, no JSON deeper than 50, no
 * field twice, and of a kind that we know.
 *
 * @param text the body as it came
 */
public record SlackBody(Kind kind, String text) {
  private static final int DEPTH = 50;

  /** What Slack sends, as far as we asked for it. */
  public enum Kind {
    EVENT,
    URL_VERIFICATION,
    COMMAND,
    BLOCK_ACTIONS,
    VIEW_SUBMISSION,
    MESSAGE_ACTION,
    BLOCK_SUGGESTION,
    /** Well formed, and nothing that we work on. */
    OTHER
  }

  /**
   * Reads a body.
   *
   * @throws MalformedBodyException if it is no body that Slack would send
   */
  public static SlackBody read(byte[] body) {
    String text = decoded(body).strip();
    return new SlackBody(text.startsWith("{") ? kindOfJson(text) : kindOfForm(text), text);
  }

  private static String decoded(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedBodyException("the body is not UTF-8");
    }
  }

  private static Kind kindOfJson(String text) {
    JsonNode json = object(text);
    return switch (json.path("type").asText()) {
      case "url_verification" -> {
        require(json.path("challenge").isTextual(), "url_verification has no challenge");
        yield Kind.URL_VERIFICATION;
      }
      case "event_callback" -> {
        require(json.path("event").path("type").isTextual(), "event_callback has no event type");
        yield Kind.EVENT;
      }
      default -> Kind.OTHER;
    };
  }

  private static Kind kindOfForm(String text) {
    Map<String, String> fields = form(text);
    String payload = fields.get("payload");
    if (payload != null) {
      return switch (object(payload).path("type").asText()) {
        case "block_actions" -> Kind.BLOCK_ACTIONS;
        case "view_submission" -> Kind.VIEW_SUBMISSION;
        case "message_action" -> Kind.MESSAGE_ACTION;
        case "block_suggestion" -> Kind.BLOCK_SUGGESTION;
        default -> Kind.OTHER;
      };
    }
    return fields.containsKey("command") ? Kind.COMMAND : Kind.OTHER;
  }

  /** Apart, so that a slash command, which carries no JSON, doesn't wait for Jackson to load. */
  private static final class Json {
    private static final ObjectMapper MAPPER =
        new ObjectMapper(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}
  }

  static ObjectNode object(String text) {
    try {
      if (Json.MAPPER.readTree(text) instanceof ObjectNode json) {
        return json;
      }
      throw new MalformedBodyException("the JSON is no object");
    } catch (JsonProcessingException e) {
      // The parser's own message would quote the body.
      throw new MalformedBodyException("the JSON is broken, too deep, or has a field twice");
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", -1);
      require(parts.length == 2, "the form has a field that is not name=value");
      require(
          fields.put(unescaped(parts[0]), unescaped(parts[1])) == null,
          "the form has a field twice");
    }
    return fields;
  }

  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedBodyException("the form has a broken percent sign");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedBodyException(otherwise);
    }
  }

  /** Never shows the text. */
  @Override
  public String toString() {
    return "SlackBody[" + kind + ", " + text.length() + " characters]";
  }
}

package dev.deskhand.content.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlScalar.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 into positioned nodes. Refuses files above 1 MiB, more than 50 aliases, nesting
 * below 32 levels and duplicate keys. Tags construct nothing.
 */
public final class YamlReader {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_ALIASES = 50;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NODES = 200_000;
  private static final String TOO_DEEP =
      "nested deeper than " + MAX_DEPTH + " levels, which no file needs";

  private final String file;
  private final Problems problems;
  private int nodes;

  private YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads a file's one document.
   *
   * @param file its name as it appears in messages
   * @return empty when there is nothing in it or it can't be read; the problems say why
   */
  public static Optional<YamlNode> read(String file, String text, Problems problems) {
    return new YamlReader(file, problems).read(text);
  }

  private Optional<YamlNode> read(String text) {
    if (text.length() > MAX_CHARACTERS) {
      problems.add(
          start(), "the file has " + text.length() + " characters; at most 1,048,576 are read");
      return Optional.empty();
    }
    try {
      LoadSettings settings = settings();
      Parser events = new ParserImpl(settings, new StreamReader(settings, text));
      Optional<Node> root = new Composer(settings, new Shallow(events)).getSingleNode();
      if (root.isEmpty()) {
        problems.add(start(), "the file is empty");
        return Optional.empty();
      }
      return Optional.of(convert(root.get(), 1));
    } catch (Refused refused) {
      problems.add(refused.at, refused.why);
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      problems.add(
          e.getProblemMark().map(this::place).orElse(start()), "not YAML: " + e.getProblem());
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(start(), "not YAML: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Duplicate and odd keys are let through here, so that each is told with its place. */
  private LoadSettings settings() {
    return LoadSettings.builder()
        .setLabel(file)
        .setAllowDuplicateKeys(true)
        .setAllowNonScalarKeys(true)
        .setMaxAliasesForCollections(MAX_ALIASES)
        .setParseComments(false)
        .build();
  }

  private YamlNode convert(Node node, int depth) {
    SourcePosition at = node.getStartMark().map(this::place).orElse(start());
    if (depth > MAX_DEPTH + 1) {
      throw new Refused(at, TOO_DEEP);
    }
    if (++nodes > MAX_NODES) {
      throw new Refused(
          at, "the file has over " + MAX_NODES + " values once its aliases are followed");
    }
    return switch (node) {
      case ScalarNode scalar -> new YamlScalar(at, scalar.getValue(), written(scalar.getTag()));
      case SequenceNode sequence -> {
        List<YamlNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(convert(item, depth + 1)));
        yield new YamlSequence(at, items);
      }
      case MappingNode mapping -> convert(mapping, at, depth);
      case AnchorNode anchor -> convert(anchor.getRealNode(), depth);
      default -> throw new Refused(at, "this kind of YAML value is not supported");
    };
  }

  private static Written written(Tag tag) {
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return Written.NUMBER;
    }
    if (tag.equals(Tag.BOOL)) {
      return Written.TRUTH;
    }
    return tag.equals(Tag.NULL) ? Written.NOTHING : Written.TEXT;
  }

  private YamlMapping convert(MappingNode mapping, SourcePosition at, int depth) {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    Map<String, SourcePosition> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode key = convert(tuple.getKeyNode(), depth + 1);
      String name = key.asText("a key", problems);
      if (values.containsKey(name)) {
        problems.add(key.at(), "'" + name + "' stands here twice; first at " + keys.get(name));
      } else {
        keys.put(name, key.at());
        values.put(name, convert(tuple.getValueNode(), depth + 1));
      }
    }
    return new YamlMapping(at, values, keys);
  }

  private SourcePosition start() {
    return new SourcePosition(file, 1, 1);
  }

  private SourcePosition place(Mark mark) {
    return new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Composing recurses, so what is nested too deeply is found before, event by event. */
  private final class Shallow implements Parser {
    private final Parser events;
    private int depth;

    private Shallow(Parser events) {
      this.events = events;
    }

    @Override
    public boolean hasNext() {
      return events.hasNext();
    }

    @Override
    public boolean checkEvent(Event.ID kind) {
      return events.checkEvent(kind);
    }

    @Override
    public Event peekEvent() {
      return events.peekEvent();
    }

    @Override
    public Event next() {
      Event event = events.next();
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        throw new Refused(
            event.getStartMark().map(YamlReader.this::place).orElse(start()), TOO_DEEP);
      }
      return event;
    }
  }

  /** The file is not read any further. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient SourcePosition at;
    private final String why;

    private Refused(SourcePosition at, String why) {
      super(why);
      this.at = at;
      this.why = why;
    }
  }
}

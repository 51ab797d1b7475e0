package dev.deskhand.trees.yaml;

import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.NodePicture;
import dev.deskhand.trees.yaml.Sketch.Means;
import dev.deskhand.trees.yaml.Sketch.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node while it is read: what is to be looked at afterwards is collected here. */
final class NodeDraft {
  /** Stands where a way leads to no name. */
  static final NodeId NOWHERE = new NodeId("nowhere");

  private final String name;
  private final SourcePosition at;
  private final Tongue tongue;
  private final Map<String, PictureReading> pictures;
  private final Problems problems;
  private final List<Sketch.Exit> exits = new ArrayList<>();
  private final List<Sketch.Text> texts = new ArrayList<>();
  private final List<Sketch.Condition> conditions = new ArrayList<>();

  /**
   * The languages of a tree.
   *
   * @param wanted in which it is read
   * @param all of them, the first first
   */
  record Tongue(String wanted, List<String> all) {
    Tongue {
      all = List.copyOf(all);
    }
  }

  /**
   * A draft.
   *
   * @param pictures those that may be named, by their files' names
   */
  NodeDraft(
      String name,
      SourcePosition at,
      Tongue tongue,
      Map<String, PictureReading> pictures,
      Problems problems) {
    this.name = name;
    this.at = at;
    this.tongue = tongue;
    this.pictures = pictures;
    this.problems = problems;
  }

  String name() {
    return name;
  }

  SourcePosition at() {
    return at;
  }

  Sketch sketch(YamlMapping written, Node node) {
    return new Sketch(name, at, written, node, exits, texts, conditions);
  }

  void condition(String source, SourcePosition place) {
    conditions.add(new Sketch.Condition(source, place));
  }

  /** A text in the wanted language. */
  Template text(YamlMapping written, String key, Use use) {
    Wording wording = Wording.read(written, key, tongue.all(), problems);
    Template wanted = null;
    for (Wording.Said said : wording.in().values()) {
      Template template = template(said, use);
      wanted = said.equals(wording.in(tongue.wanted())) ? template : wanted;
    }
    return wanted == null ? Template.parse("", at, problems) : wanted;
  }

  /** A text of one language. */
  Template template(YamlMapping written, String key, Use use) {
    return template(
        new Wording.Said(written.text(key, problems).strip(), written.placeOf(key)), use);
  }

  Template template(Wording.Said said, Use use) {
    Template template = Template.parse(said.text(), said.at(), problems);
    texts.add(new Sketch.Text(template, said.at(), use));
    return template;
  }

  /** A button's label in the wanted language. */
  String label(YamlMapping written) {
    return Wording.read(written, "label", tongue.all(), problems).in(tongue.wanted()).text();
  }

  /** The picture below its text, with words in the wanted language. */
  Optional<NodePicture> picture(YamlMapping written) {
    return new PictureReader(pictures, tongue, problems).read(written);
  }

  NodeId exit(YamlMapping written, String key, Means means) {
    String to = written.text(key, problems).strip();
    if (to.isEmpty()) {
      return NOWHERE;
    }
    exits.add(new Sketch.Exit(to, written.placeOf(key), means));
    return NodeId.isValid(to) ? new NodeId(to) : NOWHERE;
  }

  /** A length of time that is more than nothing. */
  Optional<Duration> span(YamlMapping written, String key, Problems problems) {
    Optional<Duration> span = written.duration(key, problems);
    if (span.filter(Duration::isPositive).isEmpty() && span.isPresent()) {
      problems.add(written.placeOf(key), "'" + key + "': expected more than nothing");
      return Optional.empty();
    }
    return span;
  }
}

package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlScalar;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.Work;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads steps that are done for each of several things. */
final class RepetitionReader {
  private static final Pattern INPUT = Pattern.compile("\\{\\{\\s*inputs\\.(\\w+)\\s*\\}\\}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,3})(%?)");
  private static final int WHOLE = 100;

  private final StepReader steps;
  private final Problems problems;

  RepetitionReader(StepReader steps, Problems problems) {
    this.steps = steps;
    this.problems = problems;
  }

  Work.ForEach read(YamlMapping written) {
    Map<String, Work.Items> over = over(written.mapping("for-each", problems));
    References inner = steps.references().inner(over.keySet());
    List<YamlNode> body = written.list("steps");
    if (body.isEmpty()) {
      problems.add(written.at(), "'steps' is missing: what is done for each?");
    }
    List<Step> done = steps.within(inner).readAll(body);
    Optional<Work.Waves> waves =
        written.find("waves").map(_ -> waves(written.mapping("waves", problems)));
    Optional<Template> tolerated = tolerated(written);
    int fixed = tolerated.isPresent() ? 0 : tolerance(written, problems);
    return new Work.ForEach(over, done, limits(written, 1, fixed, problems), tolerated, waves);
  }

  /** Where inputs say how many may fail. */
  private Optional<Template> tolerated(YamlMapping written) {
    return written
        .find("tolerate")
        .filter(node -> node instanceof YamlScalar scalar && scalar.text().contains("{{"))
        .map(
            node -> {
              Template template =
                  Template.parse(node.asText("'tolerate'", problems), node.at(), problems);
              steps.references().checkKnown(template, "how many may fail", node.at());
              return template;
            });
  }

  static int tolerance(YamlMapping written, Problems problems) {
    return written.integer("tolerate", problems).orElse(0);
  }

  static Work.Limits limits(YamlMapping written, int together, int tolerated, Problems problems) {
    int atOnce = written.integer("together", problems).orElse(together);
    if (atOnce < 1 || atOnce > Work.Limits.MOST_TOGETHER) {
      problems.add(written.placeOf("together"), "'together': expected 1 to 64, found " + atOnce);
      return new Work.Limits(1, 0);
    }
    if (tolerated < 0) {
      problems.add(
          written.placeOf("tolerate"),
          "'tolerate': expected how many may fail, found " + tolerated);
      return new Work.Limits(atOnce, 0);
    }
    return new Work.Limits(atOnce, tolerated);
  }

  private Map<String, Work.Items> over(YamlMapping written) {
    Map<String, Work.Items> over = new LinkedHashMap<>();
    written
        .values()
        .forEach(
            (name, node) -> {
              if (!NAME.matcher(name).matches()) {
                problems.add(
                    written.keys().getOrDefault(name, written.at()),
                    "'" + name + "': expected a name like host");
              }
              over.put(name, items(node));
            });
    if (over.isEmpty()) {
      problems.add(written.at(), "'for-each' is empty: write for-each: { host: [one, other] }");
    }
    return over;
  }

  private Work.Items items(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      Matcher input = INPUT.matcher(scalar.text().strip());
      if (input.matches()) {
        steps
            .references()
            .checkKnown(Template.parse(scalar.text(), node.at(), problems), "a list", node.at());
        return new Work.Items.OfInput(input.group(1));
      }
    }
    return new Work.Items.Listed(
        node.asSequence().items().stream().map(item -> text(item)).toList());
  }

  private Template text(YamlNode item) {
    Template template = Template.parse(item.asText("an item", problems), item.at(), problems);
    steps.references().checkKnown(template, "an item", item.at());
    return template;
  }

  private Work.Waves waves(YamlMapping written) {
    written.allowOnly(problems, "canary", "size", "pause", "verify");
    int canary = written.integer("canary", problems).orElse(0);
    if (canary < 0) {
      problems.add(
          written.placeOf("canary"), "'canary': expected how many go first, found " + canary);
    }
    StepReader after = steps.within(steps.references().inner(Set.of()));
    return new Work.Waves(
        Math.max(0, canary),
        size(written),
        written.duration("pause", problems).orElse(Duration.ZERO),
        after.readAll(written.list("verify")));
  }

  private Work.Size size(YamlMapping written) {
    String text = written.text("size", problems);
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      if (!text.isEmpty()) {
        problems.add(written.placeOf("size"), "'size': expected a number such as 5, or 25%");
      }
      return new Work.Size.Count(1);
    }
    int number = Integer.parseInt(size.group(1));
    if (size.group(2).isEmpty()) {
      return new Work.Size.Count(number);
    }
    if (number > WHOLE) {
      problems.add(written.placeOf("size"), "'size': expected at most 100%, found " + text);
    }
    return new Work.Size.Percent(Math.min(WHOLE, number));
  }
}

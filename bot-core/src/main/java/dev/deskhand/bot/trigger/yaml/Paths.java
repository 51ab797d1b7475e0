package dev.deskhand.bot.trigger.yaml;

import dev.deskhand.bot.trigger.Facts;
import dev.deskhand.bot.trigger.Source;
import dev.deskhand.content.Expression;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a trigger looks up of its source, and checks that it leads somewhere. */
record Paths(Source source, Problems problems, SourcePosition at) {
  Template template(String text) {
    Template template = Template.parse(text, at, problems);
    template.paths().forEach(this::check);
    return template;
  }

  Optional<Expression> expression(String text) {
    Expression.paths(text).stream()
        .map(path -> path.names())
        .filter(names -> names.size() > 1)
        .forEach(names -> check(names.getFirst(), names.get(1), "expression '" + text + "'"));
    return Expression.parse(text, Facts.variables(source), at, problems);
  }

  private void check(String path) {
    String[] parts = path.split("\\.", 3);
    Set<String> variables = Facts.variables(source);
    if (variables.contains(parts[0])) {
      check(parts[0], parts.length > 1 ? parts[1] : "", "'{{ " + path + " }}'");
    } else {
      problems.add(
          at,
          "'{{ %s }}': nothing is called '%s' here: %s"
              .formatted(path, parts[0], Problems.suggestion(parts[0], variables)));
    }
  }

  private void check(String variable, String field, String what) {
    List<String> fields =
        switch (variable) {
          case "ticket" -> Facts.OF_TICKET;
          case "change" -> Facts.OF_CHANGE;
          case "schedule" -> Facts.OF_SCHEDULE;
          default -> List.of();
        };
    if (!fields.isEmpty() && !fields.contains(field)) {
      problems.add(
          at,
          "%s: a %s has no '%s': %s"
              .formatted(what, variable, field, Problems.suggestion(field, fields)));
    }
  }
}

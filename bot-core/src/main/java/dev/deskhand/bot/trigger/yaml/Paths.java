package dev.deskhand.bot.trigger.yaml;

import dev.deskhand.bot.trigger.Facts;
import dev.deskhand.bot.trigger.Source;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import java.util.List;

/** Checks that a template's places lead somewhere. */
record Paths(Problems problems, SourcePosition at) {
  void check(Template template, Source source) {
    template.paths().forEach(path -> check(path, source));
  }

  private void check(String path, Source source) {
    String[] parts = path.split("\\.", 3);
    if (!Facts.variables(source).contains(parts[0])) {
      problems.add(
          at,
          "'{{ "
              + path
              + " }}': nothing is called '"
              + parts[0]
              + "' here: "
              + Problems.suggestion(parts[0], Facts.variables(source)));
      return;
    }
    List<String> fields =
        switch (parts[0]) {
          case "ticket" -> Facts.OF_TICKET;
          case "change" -> Facts.OF_CHANGE;
          case "schedule" -> Facts.OF_SCHEDULE;
          default -> List.of();
        };
    String field = parts.length > 1 ? parts[1] : "";
    if (!fields.isEmpty() && !fields.contains(field)) {
      problems.add(
          at,
          "'{{ "
              + path
              + " }}': a "
              + parts[0]
              + " has no '"
              + field
              + "': "
              + Problems.suggestion(field, fields));
    }
  }
}

package dev.deskhand.trees;

import dev.deskhand.journal.Personal;
import java.util.List;
import java.util.stream.Collectors;

/** What somebody answered. */
public sealed interface Answer {

  /** One of the choices. */
  record Chosen(ChoiceId choice) implements Answer {}

  /**
   * Something that was written.
   *
   * @param words in the one form that {@link Field} gives it
   */
  record Wrote(Personal words) implements Answer {}

  /** Files; none yet where they are still to be fetched. */
  record Attached(List<KeptFile> files) implements Answer {
    public Attached {
      files = List.copyOf(files);
    }
  }

  /** What conditions and texts see: the choice's name, or what was written, or the files' names. */
  default String value() {
    return switch (this) {
      case Chosen(ChoiceId choice) -> choice.value();
      case Wrote(Personal words) -> words.value();
      case Attached(List<KeptFile> files) ->
          files.stream().map(it -> it.name().value()).collect(Collectors.joining(", "));
    };
  }

  /**
   * What people see: the choice's label in a question, or what was written, or the files' names and
   * sizes.
   */
  default String label(Node.Asking asked) {
    return switch (this) {
      case Chosen(ChoiceId id) -> asked.choice(id).map(Choice::label).orElse(id.value());
      case Wrote(Personal words) -> words.value();
      case Attached(List<KeptFile> files) ->
          files.stream().map(KeptFile::label).collect(Collectors.joining(", "));
    };
  }
}

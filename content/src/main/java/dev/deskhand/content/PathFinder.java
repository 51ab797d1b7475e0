package dev.deskhand.content;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the paths that an expression looks up, each once and as long as it is known beforehand. */
final class PathFinder {
  private static final String INDEX = "_[_]";
  private static final String MINUS = "_-_";

  private final Set<ExpressionPath> found = new LinkedHashSet<>();

  static List<ExpressionPath> find(CelExpr expression) {
    PathFinder finder = new PathFinder();
    finder.walk(expression, Set.of(), "");
    return List.copyOf(finder.found);
  }

  /**
   * Walks through a part.
   *
   * @param bound the names that a macro has given to what it goes through
   * @param subtracted as it was written behind this part
   */
  private void walk(CelExpr part, Set<String> bound, String subtracted) {
    Optional<List<String>> path = path(part, bound);
    if (path.isPresent()) {
      String written = String.join(".", path.get()) + subtracted;
      found.add(
          new ExpressionPath(
              path.get(), subtracted.isEmpty() ? path.get() : List.of(written.split("\\.", -1))));
      return;
    }
    switch (part.getKind()) {
      case SELECT -> walk(part.select().operand(), bound, "");
      case CALL -> call(part.call(), bound, subtracted);
      case LIST -> all(part.list().elements(), bound);
      case MAP -> entries(part.map().entries(), bound);
      case COMPREHENSION -> repeated(part.comprehension(), bound);
      default -> {}
    }
  }

  private void call(CelCall call, Set<String> bound, String subtracted) {
    call.target().ifPresent(it -> walk(it, bound, ""));
    List<CelExpr> args = call.args();
    if (call.function().equals(MINUS) && args.size() == 2) {
      CelExpr right = args.getLast();
      String more = path(right, bound).map(it -> "-" + String.join(".", it)).orElse("");
      walk(args.getFirst(), bound, more.isEmpty() ? "" : more + subtracted);
      walk(right, bound, "");
    } else {
      all(args, bound);
    }
  }

  private void all(List<CelExpr> parts, Set<String> bound) {
    parts.forEach(it -> walk(it, bound, ""));
  }

  private void entries(List<CelMap.Entry> entries, Set<String> bound) {
    for (CelMap.Entry entry : entries) {
      walk(entry.key(), bound, "");
      walk(entry.value(), bound, "");
    }
  }

  private void repeated(CelComprehension repeated, Set<String> bound) {
    walk(repeated.iterRange(), bound, "");
    walk(repeated.accuInit(), bound, "");
    Set<String> inner = new HashSet<>(bound);
    inner.addAll(List.of(repeated.iterVar(), repeated.iterVar2(), repeated.accuVar()));
    walk(repeated.loopCondition(), inner, "");
    walk(repeated.loopStep(), inner, "");
    walk(repeated.result(), inner, "");
  }

  private static Optional<List<String>> path(CelExpr part, Set<String> bound) {
    return switch (part.getKind()) {
      case IDENT ->
          bound.contains(part.ident().name())
              ? Optional.empty()
              : Optional.of(List.of(part.ident().name()));
      case SELECT -> longer(path(part.select().operand(), bound), part.select().field());
      case CALL -> {
        List<CelExpr> args = part.call().args();
        yield key(part.call()).flatMap(it -> longer(path(args.getFirst(), bound), it));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<String> key(CelCall call) {
    List<CelExpr> args = call.args();
    return Optional.of(call)
        .filter(it -> it.function().equals(INDEX))
        .map(_ -> args.getLast())
        .filter(it -> it.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
        .map(CelExpr::constant)
        .filter(it -> it.getKind() == CelConstant.Kind.STRING_VALUE)
        .map(CelConstant::stringValue);
  }

  private static Optional<List<String>> longer(Optional<List<String>> path, String name) {
    return path.map(
        it -> {
          List<String> names = new ArrayList<>(it);
          names.add(name);
          return names;
        });
  }
}

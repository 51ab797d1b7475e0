package dev.deskhand.content;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A condition or computed value in the Common Expression Language (cel.dev). Each variable is a
 * mapping with texts for keys; what it holds is checked when it is evaluated. Thread-safe.
 */
public final class Expression {
  private static final int ITERATIONS = 10_000;

  /** The parser's stack grows with every bracket before it counts them. */
  private static final int MOST_NESTED = 100;

  /** The language without variables; what runs programs is made once, and shared by all. */
  private static final Cel LANGUAGE =
      CelFactory.plannerCelBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .setOptions(
              CelOptions.current()
                  .enableHeterogeneousNumericComparisons(true)
                  .comprehensionMaxIterations(ITERATIONS)
                  .build())
          .build();

  private final String text;
  private final CelRuntime.Program program;
  private final CelType type;

  private Expression(String text, CelRuntime.Program program, CelType type) {
    this.text = text;
    this.program = program;
    this.type = type;
  }

  /**
   * Compiles an expression.
   *
   * @param variables the names that it may use
   * @return empty when it has problems, which are added at the position
   */
  public static Optional<Expression> parse(
      String text, Set<String> variables, SourcePosition at, Problems problems) {
    if (isTooDeep(text)) {
      problems.add(
          at,
          "an expression has brackets nested more than " + MOST_NESTED + " deep: take some out");
      return Optional.empty();
    }
    try {
      CelAbstractSyntaxTree tree = with(variables).compile(text).getAst();
      return Optional.of(new Expression(text, LANGUAGE.createProgram(tree), tree.getResultType()));
    } catch (CelValidationException e) {
      String first = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
      problems.add(
          at,
          "expression '"
              + text
              + "': "
              + first.strip()
              + "; it may use "
              + String.join(", ", new TreeSet<>(variables)));
      return Optional.empty();
    } catch (CelEvaluationException e) {
      problems.add(at, "expression '" + text + "': " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The paths that a text looks up; none if it is no expression. */
  public static List<ExpressionPath> paths(String text) {
    if (isTooDeep(text)) {
      return List.of();
    }
    CelValidationResult parsed = LANGUAGE.parse(text);
    try {
      return parsed.hasError() ? List.of() : PathFinder.find(parsed.getAst().getExpr());
    } catch (CelValidationException e) {
      throw new IllegalStateException("parsed without an error: " + text, e);
    }
  }

  /** Brackets in quotes count as well: nobody needs so many of them. */
  private static boolean isTooDeep(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      }
      deepest = Math.max(deepest, depth);
    }
    return deepest > MOST_NESTED;
  }

  /** True if its value may be true or false, as far as that is known before it is evaluated. */
  public boolean mayBeCondition() {
    return type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN);
  }

  /**
   * The value of a condition.
   *
   * @throws IllegalArgumentException if it does not evaluate, or not to true or false
   */
  public boolean test(Map<String, ?> variables) {
    if (evaluate(variables) instanceof Boolean truth) {
      return truth;
    }
    throw new IllegalArgumentException("condition '" + text + "' is neither true nor false");
  }

  /**
   * The value of the expression.
   *
   * @throws IllegalArgumentException naming the expression, if it does not evaluate
   */
  public Object evaluate(Map<String, ?> variables) {
    try {
      return program.eval(variables);
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException("expression '" + text + "': " + e.getMessage(), e);
    }
  }

  /** The text as it was written. */
  public String source() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }

  private static Cel with(Set<String> variables) {
    CelBuilder builder = LANGUAGE.toCelBuilder();
    variables.forEach(
        name -> builder.addVar(name, MapType.create(SimpleType.STRING, SimpleType.DYN)));
    return builder.build();
  }
}

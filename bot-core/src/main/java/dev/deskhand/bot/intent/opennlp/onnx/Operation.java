package dev.deskhand.bot.intent.opennlp.onnx;

import java.util.List;

/** One node of a model's graph, as it is written. Field numbers are those of {@code onnx.proto}. */
final class Operation {
  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int OPERATOR = 4;
  private static final int ATTRIBUTE = 5;
  private static final int DOMAIN = 7;
  private static final int NAME = 1;
  private static final int REAL = 2;
  private static final int NUMBER = 3;
  private static final int KIND = 20;
  private static final int IS_REAL = 1;
  private static final int IS_NUMBER = 2;

  /** The domain of ONNX Runtime's own operators. */
  static final String RUNTIME = "com.microsoft";

  private final MessageWriter node = new MessageWriter();

  private Operation(String operator, List<String> inputs) {
    inputs.forEach(input -> node.text(INPUT, input));
    node.text(OPERATOR, operator);
  }

  static Operation of(String operator, List<String> inputs) {
    return new Operation(operator, inputs);
  }

  static Operation ofRuntime(String operator, List<String> inputs) {
    Operation made = new Operation(operator, inputs);
    made.node.text(DOMAIN, RUNTIME);
    return made;
  }

  Operation with(String attribute, long number) {
    MessageWriter written = new MessageWriter().text(NAME, attribute);
    node.message(ATTRIBUTE, written.number(NUMBER, number).number(KIND, IS_NUMBER));
    return this;
  }

  Operation with(String attribute, float real) {
    MessageWriter written = new MessageWriter().text(NAME, attribute);
    node.message(ATTRIBUTE, written.real(REAL, real).number(KIND, IS_REAL));
    return this;
  }

  MessageWriter to(String... outputs) {
    for (String output : outputs) {
      node.text(OUTPUT, output);
    }
    return node;
  }
}

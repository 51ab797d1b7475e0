package dev.deskhand.bot.intent.opennlp.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same transformer with fewer and larger operations, which takes a fifth less time. A model's
 * file spells attention, and what stands around it, out in small steps, most of which only move
 * numbers; ONNX Runtime finds some of what belongs together, but not attention over quantised
 * weights. Here the layers are written anew with the operators that ONNX Runtime has for them, on
 * the file's own weights. A sentence is always alone, so that nothing has to be masked.
 *
 * <p>Field numbers are those of {@code onnx.proto}.
 */
final class FusedTransformer {
  private static final int GRAPH = 7;
  private static final int OPERATORS = 8;
  private static final int NODE = 1;
  private static final int WEIGHT = 5;
  private static final int INPUT = 11;
  private static final int SHAPE = 13;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int WEIGHT_NAME = 8;

  private static final String MASK = "attention_mask";
  private static final String EMBEDDINGS = "/embeddings/";
  private static final String ENCODER = "encoder.layer.";
  private static final String PRODUCT = "/MatMul_output_0_output_quantized";
  private static final String QUANTIZED = "_quantized";
  private static final String NONE = "";
  private static final int ONNX_OPERATORS = 11;
  private static final int LAYERS = 12;
  private static final int PRODUCTS = 6;
  private static final int HEADS = 12;
  private static final float EPSILON = 1e-12f;

  private final Map<String, String> weights = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final MessageWriter graph = new MessageWriter();

  private FusedTransformer() {}

  /** Writes the file of bge-small-en-v1.5 anew; of what has other names, nothing sensible comes. */
  static ByteBuffer of(ByteBuffer model) {
    MessageWriter written = new MessageWriter();
    for (Message.Field field : Message.read(model).fields()) {
      if (field.number() == GRAPH) {
        written.message(GRAPH, new FusedTransformer().graph(field.message()));
      } else if (field.number() != OPERATORS) {
        written.copy(field);
      }
    }
    return written
        .message(OPERATORS, new MessageWriter().text(1, NONE).number(2, ONNX_OPERATORS))
        .message(OPERATORS, new MessageWriter().text(1, Operation.RUNTIME).number(2, 1))
        .written();
  }

  private MessageWriter graph(Message old) {
    old.all(NODE).forEach(this::look);
    List<String> inputs = new ArrayList<>(List.of(EMBEDDINGS + "Add_1_output_0"));
    inputs.addAll(scales("embeddings.LayerNorm"));
    write(
        Operation.of("LayerNormalization", inputs)
            .with("axis", -1)
            .with("epsilon", EPSILON)
            .to("layer0"));
    for (int layer = 0; layer < LAYERS; layer++) {
      layer(layer, layer == LAYERS - 1 ? "last_hidden_state" : "layer" + (layer + 1));
    }
    if (weights.size() != LAYERS * PRODUCTS) {
      throw new IllegalStateException(
          "the sentence model has %d products, expected %d"
              .formatted(weights.size(), LAYERS * PRODUCTS));
    }
    old.fields().stream().filter(this::isKept).forEach(graph::copy);
    return graph;
  }

  private boolean isKept(Message.Field field) {
    return switch (field.number()) {
      case NODE, SHAPE -> false;
      case WEIGHT -> used.contains(field.message().text(WEIGHT_NAME));
      case INPUT -> !field.message().text(1).equals(MASK);
      default -> true;
    };
  }

  /** Keeps what looks pieces up, and learns which weights the layers multiply with. */
  private void look(Message.Field field) {
    Message node = field.message();
    String output = node.text(NODE_OUTPUT);
    if (output.endsWith(PRODUCT)) {
      String weight = node.texts(NODE_INPUT).get(1);
      weights.put(output.replace(PRODUCT, ""), weight.replace(QUANTIZED, ""));
    } else if (output.startsWith("onnx::Slice")
        || (output.startsWith(EMBEDDINGS) && !output.startsWith(EMBEDDINGS + "LayerNorm/"))) {
      used.addAll(node.texts(NODE_INPUT));
      graph.bytes(NODE, field.bytes());
    }
  }

  /** Attention, and a step forward; to each what it began with is added. */
  private void layer(int layer, String out) {
    String in = "layer" + layer;
    attend(layer, in);
    multiply(layer, "attention.output.dense", in + "attended", in + "said");
    add(layer, "attention.output.LayerNorm", List.of(in + "said", in), in + "heard");
    multiply(layer, "intermediate.dense", in + "heard", in + "wide");
    write(Operation.ofRuntime("Gelu", List.of(in + "wide")).to(in + "bent"));
    multiply(layer, "output.dense", in + "bent", in + "narrow");
    add(layer, "output.LayerNorm", List.of(in + "narrow", in + "heard"), out);
  }

  private void attend(int layer, String in) {
    write(
        Operation.of("DynamicQuantizeLinear", List.of(in))
            .to(in + QUANTIZED, in + "scale", in + "zero"));
    List<String> three = new ArrayList<>();
    for (String part : List.of("query", "key", "value")) {
      String name = "attention.self." + part;
      String weight = weight(layer, name);
      List<String> inputs =
          List.of(
              in + QUANTIZED,
              weight + QUANTIZED,
              in + "scale",
              weight + "_scale",
              in + "zero",
              NONE,
              bias(layer, name));
      write(Operation.ofRuntime("MatMulIntegerToFloat", inputs).to(in + part));
      three.add(in + part);
    }
    write(
        Operation.ofRuntime("MultiHeadAttention", three)
            .with("num_heads", HEADS)
            .to(in + "attended"));
  }

  /** The weights are symmetric: there is no zero to say. */
  private void multiply(int layer, String name, String in, String out) {
    String weight = weight(layer, name);
    List<String> inputs =
        List.of(in, weight + QUANTIZED, weight + "_scale", NONE, bias(layer, name));
    write(Operation.ofRuntime("DynamicQuantizeMatMul", inputs).to(out));
  }

  private void add(int layer, String name, List<String> both, String out) {
    List<String> inputs = new ArrayList<>(both);
    inputs.addAll(scales(ENCODER + layer + "." + name));
    write(Operation.ofRuntime("SkipLayerNormalization", inputs).with("epsilon", EPSILON).to(out));
  }

  private String weight(int layer, String name) {
    String step = "/encoder/layer." + layer + "/" + name.replace('.', '/');
    String weight = weights.get(step);
    if (weight == null) {
      throw new IllegalStateException("the sentence model has no weights at " + step);
    }
    used.add(weight + QUANTIZED);
    used.add(weight + "_scale");
    return weight;
  }

  private String bias(int layer, String name) {
    String bias = ENCODER + layer + "." + name + ".bias";
    used.add(bias);
    return bias;
  }

  private List<String> scales(String name) {
    List<String> both = List.of(name + ".weight", name + ".bias");
    used.addAll(both);
    return both;
  }

  private void write(MessageWriter node) {
    graph.message(NODE, node);
  }
}

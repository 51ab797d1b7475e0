package dev.deskhand.bot.intent.opennlp.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class FusedTransformerTest {
  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";

  /** The pieces of "my laptop does not start". */
  private static final long[] PIECES = {101, 2026, 12191, 2515, 2025, 2707, 102};

  private static final long[] ONES = {1, 1, 1, 1, 1, 1, 1};

  @Test
  void says_what_the_file_as_it_is_says() throws Exception {
    FutureTask<float[][][]> both = new FutureTask<>(FusedTransformerTest::both);
    new Thread(null, both, "a deep stack, which the first call needs", 16 << 20).start();

    float[][] theirs = both.get()[0];
    float[][] ours = both.get()[1];

    assertThat(ours).hasDimensions(PIECES.length, theirs[0].length);
    for (int piece = 0; piece < PIECES.length; piece++) {
      assertThat(cosine(ours[piece], theirs[piece])).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void a_model_that_has_no_such_layers_is_refused() {
    ByteBuffer other = new MessageWriter().message(7, new MessageWriter().text(2, "g")).written();

    assertThatThrownBy(() -> FusedTransformer.of(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/encoder/layer.0/attention/self/query");
  }

  private static float[][][] both() throws Exception {
    byte[] model;
    try (InputStream in =
        Objects.requireNonNull(FusedTransformerTest.class.getResourceAsStream(MODEL))) {
      model = in.readAllBytes();
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(model.length).put(model).flip();
    return new float[][][] {run(bytes, 3), run(FusedTransformer.of(bytes), 2)};
  }

  private static float[][] run(ByteBuffer model, int inputs) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {1, PIECES.length};
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(model.duplicate(), options);
        OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(PIECES), shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ONES), shape);
        OnnxTensor kinds =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[PIECES.length]), shape)) {
      assertThat(session.getInputNames()).hasSize(inputs);
      Map<String, OnnxTensor> all =
          inputs == 3
              ? Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", kinds)
              : Map.of("input_ids", ids, "token_type_ids", kinds);
      try (OrtSession.Result result = session.run(all)) {
        return ((float[][][]) result.get(0).getValue())[0];
      }
    }
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    double ones = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      ones += one[i] * one[i];
      others += other[i] * other[i];
    }
    return product / Math.sqrt(ones * others);
  }
}

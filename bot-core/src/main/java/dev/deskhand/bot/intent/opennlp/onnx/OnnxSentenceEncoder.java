package dev.deskhand.bot.intent.opennlp.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.deskhand.bot.intent.IntentParserException;
import dev.deskhand.bot.intent.opennlp.SentenceEncoder;
import dev.deskhand.bot.intent.opennlp.onnx.json.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import opennlp.tools.tokenize.WordpieceTokenizer;

/**
 * The transformer bge-small-en-v1.5 (Xiao et al., C-Pack, 2023), quantised to eight bits, run by
 * ONNX Runtime on one thread of the processor. A sentence's vector is the sum of that of its first
 * piece, which the model was taught to make mean the whole, and of the mean of all its pieces, each
 * of length 1; together they tell intents apart better than either. At most {@value #MOST_PIECES}
 * pieces are read. Thread-safe.
 */
public final class OnnxSentenceEncoder implements SentenceEncoder {
  /** With a number that is raised when its vectors change. */
  private static final String NAME = "bge-small-en-v1.5-q-2";

  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";
  private static final int MOST_PIECES = 64;
  private static final long STACK = 16 << 20;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Map<String, Integer> pieces;
  private final WordpieceTokenizer tokenizer;
  private final int unknown;

  private OnnxSentenceEncoder(
      OrtEnvironment environment, OrtSession session, Map<String, Integer> pieces) {
    this.environment = environment;
    this.session = session;
    this.pieces = pieces;
    this.tokenizer = new WordpieceTokenizer(pieces.keySet());
    this.unknown = pieces.getOrDefault(WordpieceTokenizer.BERT_UNK_TOKEN, 0);
  }

  /** The one of this process: two would need twice the memory and know the same. */
  private static final class Shared {
    static final FutureTask<OnnxSentenceEncoder> LOADING = loading();

    private Shared() {}

    private static FutureTask<OnnxSentenceEncoder> loading() {
      FutureTask<OnnxSentenceEncoder> loading = new FutureTask<>(OnnxSentenceEncoder::read);
      // ONNX Runtime's first call may use more stack than Java's threads have, which kills the JVM.
      new Thread(null, loading, "sentence-model-loading", STACK).start();
      return loading;
    }
  }

  /**
   * The encoder of this process; the first call loads its model, which takes about half a second.
   *
   * @throws IntentParserException when this machine can't run it
   */
  public static OnnxSentenceEncoder load() {
    try {
      return Shared.LOADING.get();
    } catch (ExecutionException e) {
      throw new IntentParserException("cannot load the sentence model: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IntentParserException("interrupted while the sentence model was loading", e);
    }
  }

  private static OnnxSentenceEncoder read() throws OrtException, IOException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setMemoryPatternOptimization(false);
      options.setCPUArenaAllocator(false);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession session = environment.createSession(FusedTransformer.of(resource(MODEL)), options);
      try (InputStream tokenizer = stream(TOKENIZER)) {
        return new OnnxSentenceEncoder(environment, session, Vocabulary.read(tokenizer));
      }
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> words() {
    return pieces.entrySet().stream()
        .filter(piece -> piece.getKey().chars().allMatch(Character::isLetter))
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public float[] encode(String text) {
    String[] tokens = tokenizer.tokenize(text);
    int count = Math.min(tokens.length, MOST_PIECES);
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = pieces.getOrDefault(tokens[i], unknown);
    }
    ids[count - 1] = pieces.getOrDefault(tokens[tokens.length - 1], unknown);
    return pooled(run(ids, new long[count]));
  }

  private float[][] run(long[] ids, long[] types) {
    long[] shape = {1, ids.length};
    try (OnnxTensor words = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor kinds = OnnxTensor.createTensor(environment, LongBuffer.wrap(types), shape);
        OrtSession.Result result =
            session.run(Map.of("input_ids", words, "token_type_ids", kinds))) {
      return ((float[][][]) result.get(0).getValue())[0];
    } catch (OrtException e) {
      throw new IntentParserException(
          "the sentence model failed on " + ids.length + " word pieces", e);
    }
  }

  private static float[] pooled(float[][] vectors) {
    float[] mean = new float[vectors[0].length];
    for (float[] vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i];
      }
    }
    float[] first = ofLengthOne(vectors[0]);
    float[] middle = ofLengthOne(mean);
    float[] sum = new float[mean.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = first[i] + middle[i];
    }
    return ofLengthOne(sum);
  }

  private static float[] ofLengthOne(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(Math.max(squares, 1e-12));
    float[] scaled = new float[vector.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (vector[i] / length);
    }
    return scaled;
  }

  /** Outside the heap, which would have to grow for it and would seldom shrink again. */
  private static ByteBuffer resource(String name) throws IOException {
    URL url = OnnxSentenceEncoder.class.getResource(name);
    if (url == null) {
      throw lacking(name);
    }
    URLConnection connection = url.openConnection();
    ByteBuffer bytes = ByteBuffer.allocateDirect(connection.getContentLength());
    try (ReadableByteChannel in = Channels.newChannel(connection.getInputStream())) {
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {
        // All of it: a channel may give less than there is.
      }
    }
    return bytes.flip();
  }

  private static InputStream stream(String name) throws IOException {
    InputStream in = OnnxSentenceEncoder.class.getResourceAsStream(name);
    if (in == null) {
      throw lacking(name);
    }
    return in;
  }

  private static IOException lacking(String name) {
    return new IOException("the distribution lacks " + name);
  }
}

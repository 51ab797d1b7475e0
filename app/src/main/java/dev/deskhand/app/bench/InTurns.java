package dev.deskhand.app.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * What was measured in turns with what stands beside it, so that both met the same machine: a
 * virtual one's processors and disk change from one minute to the next.
 *
 * @param baseline a second
 */
record InTurns(Effort effort, double baseline) {
  /** How long one of them goes on before it is the other's turn. */
  static final Duration TURN = Duration.ofSeconds(2);

  private static final int ROUNDS = 4;

  /** Measures for the length of a turn. */
  @FunctionalInterface
  interface Turn<T> {
    T take() throws IOException, SQLException, InterruptedException, ExecutionException;
  }

  /**
   * Measures both.
   *
   * @param beside returns how many a second
   */
  static InTurns of(Turn<Effort> ours, Turn<Double> beside)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Effort effort = Effort.NONE;
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      sum += beside.take();
      effort = effort.plus(ours.take());
    }
    return new InTurns(effort, sum / ROUNDS);
  }
}

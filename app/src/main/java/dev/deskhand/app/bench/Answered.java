package dev.deskhand.app.bench;

import java.util.List;

/**
 * How many commands and sentences were answered a second.
 *
 * @param few commands among {@link Answering#FEW} runbooks
 * @param many commands among {@link Answering#MANY}
 * @param understood sentences among few
 * @param among sentences among many
 */
record Answered(double few, double many, double understood, double among) {
  /**
   * The figures.
   *
   * @param onlySigned what a server answers a second that only checks the signature
   */
  List<Figure> beside(double onlySigned) {
    return List.of(
        new Figure(
            "a command, allowed, answered, " + Answering.CONNECTIONS + " connections",
            few,
            "1/s",
            onlySigned,
            "signature only"),
        new Figure(
            "a sentence, understood, allowed, answered",
            understood,
            "1/s",
            onlySigned,
            "signature only"),
        figure("a sentence among " + Answering.MANY + " runbooks", among, understood),
        figure("a command by name among " + Answering.MANY + " runbooks", many, few));
  }

  private static Figure figure(String name, double amongMany, double amongFew) {
    return new Figure(name, 1e3 / amongMany, "ms", 1e3 / amongFew, "among " + Answering.FEW);
  }
}

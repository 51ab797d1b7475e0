package dev.deskhand.bot.intent.opennlp;

/** Keeps the greatest of many values, in falling order. */
final class Nearest {
  private Nearest() {}

  /** Puts a value into its place among the greatest so far, if it belongs there. */
  static void offer(double value, double[] greatest) {
    int last = greatest.length - 1;
    if (last < 0 || value <= greatest[last]) {
      return;
    }
    int place = last;
    while (place > 0 && greatest[place - 1] < value) {
      greatest[place] = greatest[place - 1];
      place--;
    }
    greatest[place] = value;
  }
}

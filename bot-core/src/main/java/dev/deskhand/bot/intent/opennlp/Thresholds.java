package dev.deskhand.bot.intent.opennlp;

/**
 * Where a {@link Decider} draws its lines; found by {@link CrossValidation}.
 *
 * @param temperature that makes the classifier's probabilities honest
 * @param similarity below it an utterance is like nothing that was taught
 * @param acceptance from this probability on an intent needs no question back
 */
record Thresholds(double temperature, double similarity, double acceptance) {}

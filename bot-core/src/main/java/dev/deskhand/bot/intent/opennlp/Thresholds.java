package dev.deskhand.bot.intent.opennlp;

/**
 * Where a {@link Decider} draws its lines; found by {@link CrossValidation}.
 *
 * @param pool that makes the classifiers' probabilities honest
 * @param scope how signals tell what an intent may be about from what none is
 * @param inScope from this score of the scope on an utterance may be about an intent
 * @param acceptance from this probability on an intent needs no question back
 */
record Thresholds(Pool pool, Scope scope, double inScope, double acceptance) {}

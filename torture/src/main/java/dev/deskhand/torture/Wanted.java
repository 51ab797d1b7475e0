package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Ada may ask for: everything, or less.
 *
 * @param effect the only class of the steps, if there is one
 * @param plot the only plot, if there is one; then nothing comes by ticket
 */
record Wanted(Optional<EffectClass> effect, Optional<Plot> plot) {
  private static final String ANY = "any";

  List<EffectClass> effects() {
    return effect.map(List::of).orElseGet(() -> Shelf.effects().toList());
  }

  /** The same of one class. */
  Wanted of(EffectClass one) {
    return new Wanted(Optional.of(one), plot);
  }

  List<Plot> plots() {
    return plot.map(List::of).orElseGet(() -> Arrays.asList(Plot.values()));
  }

  /** As words of a command line. */
  List<String> words() {
    return List.of(effect.map(EffectClass::label).orElse(ANY), plot.map(Plot::label).orElse(ANY));
  }

  /**
   * Reads what {@link #words} gave, or a person.
   *
   * @throws IllegalArgumentException for one that there is not
   */
  static Wanted read(String effect, String plot) {
    return new Wanted(said(effect).map(EffectClass::valueOf), said(plot).map(Plot::valueOf));
  }

  private static Optional<String> said(String word) {
    return Optional.of(word).filter(it -> !it.equals(ANY)).map(it -> it.toUpperCase(Locale.ROOT));
  }
}

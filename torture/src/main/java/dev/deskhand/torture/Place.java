package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an engine dies.
 *
 * @param effect of the step at the point; of the request's steps, where the point is no step's
 */
record Place(Point point, EffectClass effect, String database) {

  /** All that there are on a database, for what Ada asks for. */
  static List<Place> all(List<EffectClass> effects, String database) {
    return Arrays.stream(Point.values()).flatMap(it -> at(it, effects, database)).toList();
  }

  private static Stream<Place> at(Point point, List<EffectClass> effects, String database) {
    return effects.stream().filter(point::comes).map(it -> new Place(point, it, database));
  }

  @Override
  public String toString() {
    return point + ", " + effect.label() + ", " + database;
  }
}

package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** At which points the processes of one database are to die: first where nobody has died yet. */
final class Aims {
  private final List<Point> points;
  private Optional<Point> before = Optional.empty();
  private Optional<Point> led = Optional.empty();

  /** Of those of a class, in an order that is drawn. */
  Aims(EffectClass effect, Random random) {
    this.points = new ArrayList<>(Point.of(effect));
    Collections.shuffle(points, random);
  }

  /**
   * The next point. What was aimed at comes last from then on, whether somebody died there or not.
   *
   * @param spared the points at which nobody died yet, on any such database
   */
  Point next(Set<Point> spared) {
    Point wanted = ledTo().orElseGet(() -> first(spared));
    points.remove(wanted);
    points.add(wanted);
    led = wanted.follows().filter(it -> !before.equals(Optional.of(it))).map(_ -> wanted);
    return led.flatMap(Point::follows).orElse(wanted);
  }

  /** What the point before has led to, if somebody died there. */
  private Optional<Point> ledTo() {
    return led.filter(it -> it.follows().equals(before));
  }

  private Point first(Set<Point> spared) {
    return points.stream().filter(spared::contains).findFirst().orElseGet(points::getFirst);
  }

  /** A process died at a point. */
  void died(Point point) {
    before = Optional.of(point);
  }

  /** A process died anywhere. */
  void died() {
    before = Optional.empty();
  }
}

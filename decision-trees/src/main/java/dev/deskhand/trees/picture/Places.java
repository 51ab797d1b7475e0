package dev.deskhand.trees.picture;

import dev.deskhand.trees.picture.Layers.Item;
import dev.deskhand.trees.picture.Layers.Joint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where in the width of a picture everything stands: each near the middle of its neighbours. */
final class Places {
  static final double BOX = 224;

  private static final double STOP = 12;
  private static final double GAP = 28;
  private static final int PASSES = 12;

  private final Layers layers;
  private final Map<Item, Double> middles = new HashMap<>();
  private final Map<Item, List<Item>> above = new HashMap<>();
  private final Map<Item, List<Item>> below = new HashMap<>();

  private Places(Layers layers) {
    this.layers = layers;
  }

  /** The middle of each item, from 0 at the left edge of the picture. */
  static Map<Item, Double> of(Layers layers) {
    Places places = new Places(layers);
    for (Joint joint : layers.joints()) {
      places.below.computeIfAbsent(joint.upper(), _ -> new ArrayList<>()).add(joint.lower());
      places.above.computeIfAbsent(joint.lower(), _ -> new ArrayList<>()).add(joint.upper());
    }
    layers.rows().forEach(row -> places.settle(row, Map.of()));
    for (int pass = 0; pass < PASSES; pass++) {
      List<List<Item>> rows = pass % 2 == 0 ? layers.rows() : layers.rows().reversed();
      Map<Item, List<Item>> towards = pass % 2 == 0 ? places.above : places.below;
      rows.forEach(row -> places.settle(row, towards));
    }
    return places.fromTheEdge();
  }

  /**
   * Puts a row's items as near to where they want to be as their order and widths allow: half way
   * between where they come to from the left and from the right.
   */
  private void settle(List<Item> row, Map<Item, List<Item>> towards) {
    double[] wanted = row.stream().mapToDouble(item -> wanted(item, towards)).toArray();
    double[] left = wanted.clone();
    for (int i = 1; i < left.length; i++) {
      left[i] = Math.max(left[i], left[i - 1] + apart(row.get(i - 1), row.get(i)));
    }
    double[] right = wanted.clone();
    for (int i = right.length - 2; i >= 0; i--) {
      right[i] = Math.min(right[i], right[i + 1] - apart(row.get(i), row.get(i + 1)));
    }
    for (int i = 0; i < row.size(); i++) {
      middles.put(row.get(i), (left[i] + right[i]) / 2);
    }
  }

  private double wanted(Item item, Map<Item, List<Item>> towards) {
    double own = middles.getOrDefault(item, 0.0);
    return towards.getOrDefault(item, List.of()).stream()
        .mapToDouble(it -> middles.getOrDefault(it, 0.0))
        .average()
        .orElse(own);
  }

  private static double apart(Item one, Item other) {
    return (width(one) + width(other)) / 2 + GAP;
  }

  static double width(Item item) {
    return item instanceof Item.Box ? BOX : STOP;
  }

  private Map<Item, Double> fromTheEdge() {
    double edge =
        middles.entrySet().stream()
            .mapToDouble(entry -> entry.getValue() - width(entry.getKey()) / 2)
            .min()
            .orElse(0);
    Map<Item, Double> moved = new HashMap<>();
    layers
        .rows()
        .forEach(row -> row.forEach(it -> moved.put(it, middles.getOrDefault(it, 0.0) - edge)));
    return moved;
  }
}

package dev.deskhand.trees.picture;

import dev.deskhand.trees.Field;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.RunOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that leads from a node to another.
 *
 * @param labels when it is gone, each in a few words
 */
public record Way(NodeId from, NodeId to, List<String> labels, Manner manner) {

  /** How somebody comes to go it. */
  public enum Manner {
    /** By what was said or found out. */
    USUAL,
    /** Only because nobody answered, or nothing could be found out. */
    FOR_WANT_OF_AN_ANSWER
  }

  public Way {
    labels = List.copyOf(labels);
  }

  /** The ways out of a node, one for each that it leads to, in the order of the file. */
  public static List<Way> from(Node node) {
    Map<NodeId, List<String>> usual = new LinkedHashMap<>();
    Map<NodeId, List<String>> wanting = new LinkedHashMap<>();
    switch (node) {
      case Node.Asking asking -> {
        asking.choices().forEach(choice -> add(usual, choice.next(), choice.label()));
        asking.field().ifPresent(field -> add(usual, field.next(), written(field)));
        asking.patience().next().ifPresent(next -> add(wanting, next, "no answer"));
      }
      case Node.Check check -> {
        check.branches().forEach(it -> add(usual, it.next(), it.when().toString()));
        add(usual, check.otherwise(), "otherwise");
        add(wanting, check.couldNotTell(), "could not tell");
      }
      case Node.Decision decision -> {
        decision.branches().forEach(it -> add(usual, it.next(), it.when().toString()));
        add(usual, decision.otherwise(), "otherwise");
      }
      case Node.Passage passage -> add(usual, passage.next(), "");
      case Node.Part part ->
          part.next().forEach((how, next) -> add(usual, next, how.name().toLowerCase(Locale.ROOT)));
      case Node.HandOver over -> over.next().forEach((how, next) -> add(usual, next, words(how)));
      case Node.End _ -> {}
    }
    List<Way> ways = new ArrayList<>();
    usual.forEach((to, labels) -> ways.add(new Way(node.id(), to, labels, Manner.USUAL)));
    wanting.forEach(
        (to, labels) -> ways.add(new Way(node.id(), to, labels, Manner.FOR_WANT_OF_AN_ANSWER)));
    return ways;
  }

  private static void add(Map<NodeId, List<String>> ways, NodeId to, String label) {
    ways.computeIfAbsent(to, _ -> new ArrayList<>()).add(label);
  }

  private static String written(Field field) {
    return switch (field.kind()) {
      case Field.Kind.Text _ -> "some words";
      case Field.Kind.Whole _ -> "a number";
      case Field.Kind.Day _ -> "a day";
      case Field.Kind.Person _ -> "a person";
      case Field.Kind.File _ -> "a file";
    };
  }

  private static String words(RunOutcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}

package dev.deskhand.trees.yaml;

import dev.deskhand.trees.Cause;
import java.util.List;
import java.util.Map;

/**
 * A tree with the places of what it says, for the linter.
 *
 * @param translated the nodes as other languages than the first have them
 * @param evidence the conditions of the causes
 */
record WrittenTree(
    List<Sketch> nodes,
    Map<String, List<Sketch>> translated,
    List<Sketch.Condition> evidence,
    List<Cause> causes) {}

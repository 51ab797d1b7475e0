package dev.deskhand.app;

import dev.deskhand.content.Problems;
import dev.deskhand.trees.Trail;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.rehearsal.Coverage;
import dev.deskhand.trees.rehearsal.Rehearsal;
import dev.deskhand.trees.rehearsal.Script;
import dev.deskhand.trees.rehearsal.yaml.WaysReader;
import dev.deskhand.trees.rehearsal.yaml.WaysReader.Ways;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Plays the tables of ways of a catalogue, and counts what of its trees was gone. */
final class Rehearsals {
  private final Map<TreeId, Tree> trees = new LinkedHashMap<>();
  private final Map<TreeId, Coverage> covered = new LinkedHashMap<>();
  private final List<Ways> tables = new ArrayList<>();

  private Rehearsals(Collection<Tree> all) {
    all.forEach(
        tree -> {
          trees.put(tree.id(), tree);
          covered.put(tree.id(), new Coverage(tree));
        });
  }

  /**
   * The tables among some files and folders.
   *
   * @throws dev.deskhand.content.ContentException with everything that is wrong with them
   */
  static Rehearsals of(Collection<Tree> trees, List<Path> places) {
    Rehearsals rehearsals = new Rehearsals(trees);
    Problems problems = new Problems();
    for (Path file : files(places, WaysReader.ENDING)) {
      WaysReader.read(
              file.getFileName().toString(),
              read(file),
              id -> Optional.ofNullable(rehearsals.trees.get(id)),
              problems)
          .ifPresent(rehearsals.tables::add);
    }
    problems.throwIfAny();
    return rehearsals;
  }

  /** Plays all of them; returns each that did not go as it is written, with its place. */
  List<String> play() {
    List<String> broken = new ArrayList<>();
    for (Ways table : tables) {
      for (Script script : table.scripts()) {
        switch (Rehearsal.play(table.tree(), script)) {
          case Rehearsal.Result.Went(Trail trail) -> gone(table.tree(), trail);
          case Rehearsal.Result.Broke(String why) -> broken.add(script.at() + ": " + why);
        }
      }
    }
    return broken;
  }

  /** How many ways the tables have. */
  int size() {
    return tables.stream().mapToInt(it -> it.scripts().size()).sum();
  }

  /** Counts a walk of a tree that was played otherwise. */
  void gone(Tree tree, Trail trail) {
    coverage(tree).add(trail);
  }

  Collection<Tree> trees() {
    return trees.values();
  }

  Coverage coverage(Tree tree) {
    return covered.computeIfAbsent(tree.id(), _ -> new Coverage(tree));
  }

  /** The files with an ending among files and folders, by name. */
  static List<Path> files(List<Path> places, String ending) {
    List<Path> found = new ArrayList<>();
    for (Path place : places) {
      try (Stream<Path> all = Files.walk(place)) {
        all.filter(file -> file.toString().endsWith(ending)).sorted().forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException("can't read " + place, e);
      }
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }
}

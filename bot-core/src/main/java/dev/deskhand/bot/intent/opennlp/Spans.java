package dev.deskhand.bot.intent.opennlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import opennlp.tools.util.Span;

/** Order among what finders found. */
final class Spans {
  private Spans() {}

  /** From left to right, the longer first, without those that overlap one before them. */
  static List<Span> inOrder(Span[] spans) {
    List<Span> kept = new ArrayList<>();
    Arrays.stream(spans)
        .sorted(
            Comparator.comparingInt(Span::getStart)
                .thenComparing(Comparator.comparingInt(Span::length).reversed()))
        .filter(span -> kept.stream().noneMatch(before -> before.intersects(span)))
        .forEach(kept::add);
    return kept;
  }
}

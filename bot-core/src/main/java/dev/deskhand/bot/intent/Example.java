package dev.deskhand.bot.intent;

import java.util.List;

/**
 * A sentence that teaches an intent.
 *
 * @param text as people would say it, without annotations
 * @param marks where slots stand in it, in order
 */
public record Example(String text, List<Mark> marks) {
  public Example {
    marks = List.copyOf(marks);
  }

  /**
   * A slot in a sentence.
   *
   * @param begin index of its first character
   * @param end index behind its last character
   * @param slot its name, and its value in the form that inputs take
   */
  public record Mark(int begin, int end, Slot slot) {}

  /** The words that stand at a mark. */
  public String surface(Mark mark) {
    return text.substring(mark.begin(), mark.end());
  }
}

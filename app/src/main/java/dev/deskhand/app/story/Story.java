package dev.deskhand.app.story;

import java.util.List;

/**
 * A transcript: who says and sees what, and how the world is at the end.
 *
 * @param name by which {@code demo --story} calls it
 */
public record Story(String name, String title, List<Line> lines) {

  /** One line of a transcript. */
  public sealed interface Line {
    record OpensTicket(String who, String subject, String description) implements Line {}

    /** Writes on the ticket opened last. */
    record Comments(String who, String text) implements Line {}

    /** Of the desk's people: works on the ticket opened last from now on. */
    record Takes(String who) implements Line {}

    /** Gives the ticket opened last another status. */
    record Moves(String who, String status) implements Line {}

    record Says(String who, String text) implements Line {}

    /** Presses the button with this label, of the newest message that has one. */
    record Presses(String who, String label) implements Line {}

    /** Is shown something with this text, after what was shown to them and checked before. */
    record Sees(String who, String text) implements Line {}

    /** Was shown nothing with this text, from the beginning until now. */
    record NeverSaw(String who, String text) implements Line {}

    /** Has no button with this label that can still be pressed, soon. */
    record CannotPress(String who, String label) implements Line {}

    /** The ticket is in this status soon. */
    record TicketIs(String status) implements Line {}

    record InternalNoteHas(String text) implements Line {}

    record PublicNoteHas(String text) implements Line {}

    record PublicNotesLack(String text) implements Line {}

    /** Something happens in the world, in the words that {@link World} knows. */
    record Happens(String event) implements Line {}

    /** The world is so, in the words that {@link World} knows. */
    record WorldIs(String fact) implements Line {}
  }

  public Story {
    lines = List.copyOf(lines);
  }
}

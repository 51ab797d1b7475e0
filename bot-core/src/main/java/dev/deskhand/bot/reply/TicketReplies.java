package dev.deskhand.bot.reply;

import dev.deskhand.bot.file.WalkFiles;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.permissions.PersonId;
import java.util.ArrayList;
import java.util.List;

/** What the bot says about tickets and conversations, in the voice of {@link Replies}. */
public final class TicketReplies {
  public static final String WHICH =
      "Which of your tickets is that for? I have passed nothing on yet.";

  private TicketReplies() {}

  public static Message opening() {
    return Message.text("I open a ticket for it, one moment …");
  }

  public static Message opened(TicketRef ticket) {
    return Message.text(
        "Your ticket is **"
            + ticket
            + "**. What our colleagues write to you appears here; once one of them has it, what you"
            + " write here reaches them.");
  }

  /** For whoever of the desk works on a ticket in this conversation. */
  public static Message taken(TicketRef ticket) {
    return Message.text(
        "You work on **"
            + ticket
            + "** here. What is written publicly on it appears here; your own answers to whoever"
            + " asked belong on the ticket.");
  }

  /** The same where others read along. */
  public static Message takenAmongOthers(TicketRef ticket) {
    return Message.text(
        "You work on **"
            + ticket
            + "** here. Others read this channel, so that I tell you directly what is written"
            + " publicly on the ticket; your own answers to whoever asked belong there.");
  }

  /** The same where nobody can be told anything alone. */
  public static Message nobodyAlone(TicketRef ticket) {
    return Message.text(
        "You work on **"
            + ticket
            + "** here. What is written on it stands there alone: others read this channel, and I"
            + " have no way to tell you directly.");
  }

  /** For the desk's people, on the ticket. */
  public static String takenBy(String name, ConversationId where) {
    return name + " works on this with Deskhand, in a conversation (" + where.channel() + ").";
  }

  public static Message noDesk() {
    return Message.text(
        "I can't open tickets at your help desk: please open it there. I hear of it then.");
  }

  public static Message nothingSaid() {
    return Message.text(
        "Write `open-ticket` and what it is about, such as `open-ticket VPN fails`.");
  }

  public static Message noForm() {
    return Message.text(
        "I could not show you the form of your ticket, and opened none. Choose **Make this a"
            + " ticket** again, or write `open-ticket` and what it is about.");
  }

  /** What somebody of the desk wrote for the person. */
  public static Message written(TicketRef ticket, String text) {
    return Message.text("A colleague writes about **" + ticket + "**:\n" + text);
  }

  /** What whoever asked wrote, for whoever works on it. */
  public static Message asked(TicketRef ticket, String text) {
    return Message.text("Somebody writes on **" + ticket + "**:\n" + text);
  }

  /** What whoever asked gave, for whoever works on it. */
  public static Message given(TicketRef ticket, List<Attachment> files) {
    return Message.text("Somebody gives files for **" + ticket + "**:")
        .showing(files.stream().map(Exhibit.File::new).toArray(Exhibit[]::new));
  }

  /** For the desk, above the files. */
  public static String attached(PersonId whose) {
    return whose + " gave for this ticket:";
  }

  /** What became of files that were given for a ticket. */
  public static Message filesKept(TicketRef ticket, WalkFiles.Taken.Files taken, String limit) {
    List<String> lines = new ArrayList<>();
    int kept = taken.kept().size();
    if (kept > 0) {
      lines.add(
          "I have put " + (kept == 1 ? "your file" : kept + " files") + " on **" + ticket + "**.");
    }
    taken.left().forEach(left -> lines.add(WalkReplies.left("", left, limit)));
    return Message.text(String.join("\n", lines));
  }

  /** More than one is with the desk's people. */
  public static Message which(List<TicketRef> tickets) {
    return new Message(
        WHICH,
        List.of(),
        tickets.stream()
            .map(it -> Message.Button.plain(it.toString(), ButtonReader.forTicket(it)))
            .toList());
  }

  public static Message full(TicketRef ticket, String limit) {
    return Message.text(
        "**"
            + ticket
            + "** has as many files as I keep for a ticket ("
            + limit
            + "), so that not all of these are on it: please show them to our colleagues in another"
            + " way.");
  }

  public static Message passedOn(TicketRef ticket) {
    return Message.text(
        "I have put that on **"
            + ticket
            + "**, which a colleague looks after. Write `ask` before your sentence to ask me.");
  }

  /** What the person wrote elsewhere, for the desk. */
  public static String note(String name, String text) {
    return name + " writes:\n" + text;
  }
}

package dev.deskhand.bot.reply;

import dev.deskhand.bot.file.WalkFiles;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.bot.plan.ButtonReader;
import dev.deskhand.bot.plan.TurnVerb;
import dev.deskhand.permissions.Principal;
import dev.deskhand.trees.Choice;
import dev.deskhand.trees.Move;
import dev.deskhand.trees.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the bot says in the course of a walk, besides what its tree says. */
public final class WalkReplies {
  private WalkReplies() {}

  /** A tree's question, with what can be said to every question. */
  public static Message ask(Walk walk, Move.Ask ask) {
    String hint = ask.field().map(it -> "\n" + it.hint(languageOf(walk))).orElse("");
    List<Button> buttons = choices(walk, ask);
    if (!walk.trail().isEmpty()) {
      buttons.add(turn(walk, Phrase.BACK, TurnVerb.BACK));
    }
    buttons.add(turn(walk, Phrase.A_PERSON, TurnVerb.PERSON));
    return with(ask, new Message(ask.text() + hint, List.of(), buttons));
  }

  private static Message with(Move.Ask ask, Message message) {
    return ask.picture()
        .map(it -> message.showing(new Exhibit.Picture(it.shows(), it.file())))
        .orElse(message);
  }

  /** After a first answer that fits nothing. */
  public static Message whichChoice(Walk walk, Move.Ask ask) {
    String language = languageOf(walk);
    Phrase which = ask.choices().isEmpty() ? Phrase.MAKES_NO_SENSE : Phrase.NO_SUCH_ANSWER;
    String how =
        ask.field().map(it -> it.hint(language)).orElseGet(() -> Phrase.WHICH_ONE.in(language));
    List<Button> buttons = choices(walk, ask);
    buttons.add(turn(walk, Phrase.START_OVER, TurnVerb.OVER));
    buttons.add(turn(walk, Phrase.A_PERSON, TurnVerb.PERSON));
    return new Message(which.in(language) + " " + how, List.of(), buttons);
  }

  /** After another one. */
  public static Message offerPerson(Walk walk, Move.Ask ask) {
    List<Button> buttons = new ArrayList<>();
    buttons.add(turn(walk, Phrase.A_PERSON, TurnVerb.PERSON));
    buttons.addAll(choices(walk, ask));
    return new Message(Phrase.STILL_LOST.in(languageOf(walk)), List.of(), buttons);
  }

  /** The question as it stands once it was answered. */
  public static Message answered(Walk walk, Move.Ask ask, String label) {
    return with(
        ask,
        new Message(
            ask.text(),
            List.of(new Fact(Phrase.YOUR_ANSWER.in(languageOf(walk)), label)),
            List.of()));
  }

  /** None of the files counts; the question is open as before. */
  public static Message filesRefused(Walk walk, List<WalkFiles.Left> left, String limit) {
    return Message.text(
        named(walk, left, limit) + "\n" + Phrase.FILE_STILL_ASKED.in(languageOf(walk)));
  }

  /** Some of them don't count. */
  public static Message filesLeft(Walk walk, List<WalkFiles.Left> left, String limit) {
    return Message.text(named(walk, left, limit));
  }

  private static String named(Walk walk, List<WalkFiles.Left> left, String limit) {
    return left.stream()
        .map(file -> left(languageOf(walk), file, limit))
        .collect(Collectors.joining("\n"));
  }

  /** Why a file was not taken. */
  static String left(String language, WalkFiles.Left file, String limit) {
    return whyNot(file.reason())
        .in(language, "`" + file.name().value().replace('`', '\'') + "`", limit);
  }

  private static Phrase whyNot(FileSource.Reason reason) {
    return switch (reason) {
      case TOO_LARGE -> Phrase.FILE_TOO_LARGE;
      case EMPTY -> Phrase.FILE_EMPTY;
      case GONE -> Phrase.FILE_GONE;
      case ELSEWHERE -> Phrase.FILE_ELSEWHERE;
      case UNREACHABLE -> Phrase.FILE_UNREACHABLE;
      case TOO_MANY -> Phrase.FILE_TOO_MANY;
    };
  }

  /** What stands under a question that was left by these words. */
  public static String turned(Walk walk, TurnVerb verb) {
    Phrase phrase =
        switch (verb) {
          case BACK -> Phrase.WENT_BACK;
          case OVER -> Phrase.WENT_TO_START;
          case PERSON -> Phrase.WENT_TO_PERSON;
          case STOP -> Phrase.WENT_AWAY;
        };
    return phrase.in(languageOf(walk));
  }

  public static String movedOn(Walk walk) {
    return Phrase.MOVED_ON.in(languageOf(walk));
  }

  public static Message noWayBack(Principal reader) {
    return Message.text(Phrase.NO_WAY_BACK.in(reader.language()));
  }

  public static Message nothingOpen(Principal reader) {
    return Message.text(Phrase.NOTHING_OPEN.in(reader.language()));
  }

  private static String languageOf(Walk walk) {
    return walk.started().setting().language();
  }

  private static List<Button> choices(Walk walk, Move.Ask ask) {
    List<Button> buttons = new ArrayList<>();
    for (Choice choice : ask.choices()) {
      buttons.add(
          Button.plain(
              choice.label(),
              ButtonReader.answer(walk.id(), ask.node(), ask.visit(), choice.id())));
    }
    return buttons;
  }

  private static Button turn(Walk walk, Phrase label, TurnVerb verb) {
    return Button.plain(label.in(languageOf(walk)), ButtonReader.turn(walk.id(), verb));
  }
}

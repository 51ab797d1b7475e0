package dev.deskhand.bot.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Short sentences that mean the same in every tree. */
final class Words {
  private static final Pattern PERSON =
      Pattern.compile(
          "\\b(human|real person|a person|somebody|someone|an agent|support agent|colleague)\\b");

  private static final Pattern ONLY_PERSON =
      Pattern.compile(
          "((i want|i'd like|let me) (to )?)?(talk|speak|write)?( to|with)? ?"
              + "(a|an|the|some)? ?(human|real person|person|somebody|someone|agent|support agent|"
              + "colleague)( please)?[.!]?"
              + "|(bitte )?(ich (möchte|will) )?(mit )?(einem|ein|einen)?"
              + " ?(menschen?|mitarbeiter|kollegen)( sprechen)?( bitte)?[.!]?"
              + "|((je (veux|voudrais) )?parler à )?(quelqu'un|une personne|un humain|un collègue)"
              + "[.!]?");

  private static final Pattern DROP =
      Pattern.compile(
          "(cancel|stop|abort|never ?mind|forget it|leave it|(cancel|stop)"
              + " (that|it|this)|abbrechen|vergiss es|vergessen sie es|lass"
              + " es|annuler|annule|laisse tomber|laissez tomber)[.!]?");

  private static final Pattern YES =
      Pattern.compile(
          "(yes|yes please|yep|yeah|y|ok|okay|sure|correct|right|confirm|confirmed|go ahead|do"
              + " it|yes,? do it|that'?s right|ja|ja bitte|genau|richtig|oui|oui s'il te"
              + " plaît|d'accord)[.!]*");

  private static final Pattern NO =
      Pattern.compile(
          "(no|no thanks|no thank you|nope|n|don'?t|do not|not that|wrong|that'?s wrong|nein|"
              + "nein danke|non|non merci)[.!]*");

  private static final Pattern BACK =
      Pattern.compile(
          "((please )?(go )?back|one back|(the )?previous question|undo)( please)?[.!]?"
              + "|(bitte )?(eine frage )?zurück( bitte)?[.!]?"
              + "|(retour|en arrière|question précédente)( s'il (te|vous) plaît)?[.!]?");

  private static final Pattern OVER =
      Pattern.compile(
          "(start (over|again)|begin again|from the (start|beginning))( please)?[.!]?"
              + "|(bitte )?(noch ?mal )?(von (vorn|vorne|anfang an)|neu beginnen)( bitte)?[.!]?"
              + "|(recommencer|depuis le début|reprendre au début)[.!]?");

  private static final Pattern TAKE_UP =
      Pattern.compile(
          "((continue|carry on|where were we|go on)( here)?( please)?"
              + "|(hier )?weiter(machen)?|continuer( ici)?)[.!?]?");

  private Words() {}

  /** True if somebody asks what can be done here. */
  static boolean asksForHelp(String text) {
    return text.strip().equalsIgnoreCase("help");
  }

  /** True if somebody does not want any more what they are being asked about. */
  static boolean dropsIt(String text) {
    return text.length() < 40 && DROP.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
  }

  /** True if somebody agrees to what they were shown, and says nothing else. */
  static boolean agrees(String text) {
    return text.length() < 40 && YES.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
  }

  /** True if somebody does not agree to what they were shown, and says nothing else. */
  static boolean disagrees(String text) {
    return dropsIt(text)
        || (text.length() < 40 && NO.matcher(text.strip().toLowerCase(Locale.ROOT)).matches());
  }

  /** What somebody says to a walk instead of an answer, in words that mean nothing else. */
  static Optional<TurnVerb> turn(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.length() > 40) {
      return Optional.empty();
    }
    if (BACK.matcher(plain).matches()) {
      return Optional.of(TurnVerb.BACK);
    }
    if (OVER.matcher(plain).matches()) {
      return Optional.of(TurnVerb.OVER);
    }
    if (ONLY_PERSON.matcher(plain).matches()) {
      return Optional.of(TurnVerb.PERSON);
    }
    return dropsIt(text) ? Optional.of(TurnVerb.STOP) : Optional.empty();
  }

  /** True if somebody wants to go on with what they began elsewhere. */
  static boolean takesUp(String text) {
    return text.length() < 40 && TAKE_UP.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
  }

  /** True if somebody asks for a person instead of an answer. */
  static boolean callsPerson(String text) {
    return text.length() < 200 && PERSON.matcher(text.toLowerCase(Locale.ROOT)).find();
  }
}

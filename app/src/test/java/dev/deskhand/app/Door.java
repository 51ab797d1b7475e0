package dev.deskhand.app;

import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.Mixed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A way into the house, as people use it. One for each test to play the same journeys at. */
interface Door {

  /** What people do at a door; see {@link DoorsTest}. */
  enum Journey {
    COMMAND,
    TREE_BY_BUTTON,
    TREE_BY_TEXT,
    HELP,
    APPROVAL,
    FORM,
    STRANGER,
    DOUBLED,
    OLD_BUTTON,
    HOSTILE,
    HOSTILE_NAME,
    CANCEL,
    PROGRESS,
    FILE,
    PICTURE,
    GIVEN_FILE,
    LONG_FORM,
    SENTENCE_FORM,
    QUESTIONS,
    TICKET,
    MIXED
  }

  /**
   * A message as somebody sees it now.
   *
   * @param text all that is to be read on it
   * @param message the vendor's own form of it
   */
  record Shown(String id, String text, List<String> buttons, Object message) {
    public Shown {
      buttons = List.copyOf(buttons);
    }

    boolean says(String words) {
      return text.contains(words);
    }
  }

  /** Something that people did, on its way. */
  interface Delivery {
    /** Delivers it; tells whether it was taken. */
    boolean send();

    /** The same once more, as the vendor does when it heard no answer. */
    boolean again();
  }

  /** Why people can't do this here; empty where they can. */
  Optional<String> gap(Journey journey);

  /** A command of this door, such as {@code run unlock-account}. */
  Delivery command(String person, String words);

  /** Somebody writes to the bot, and to nobody else. */
  Delivery sentence(String person, String words);

  /** A press of a message's button, as it was when somebody saw it. */
  Delivery press(String person, Shown message, String label);

  /** What somebody has been shown, oldest first, each as it reads now. */
  List<Shown> shown(String person);

  /** Fills in the form of an offer; gives back how to send it, and what is wrong by field. */
  Form form(String person, String offer);

  /** Somebody gives the bot a file, and says nothing. */
  Delivery give(String person, Given file);

  /**
   * A file that somebody has.
   *
   * @param name as they say it
   * @param instead what whoever fetches it gets, if not the text
   */
  record Given(String name, String text, Optional<LocalAnswer> instead) {
    Given(String name, String text) {
      this(name, text, Optional.empty());
    }

    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Presses a button of a message that opens a form. */
  Form opened(String person, Shown message, String label);

  /** A door that has a channel, in which everybody reads what is pinned. */
  interface Pinboard extends Door {
    /** Somebody pins an offer there. */
    Shown pin(String person, String offer);

    /** What everybody reads there of what the bot said. */
    List<Shown> inChannel();

    /**
     * Somebody presses a button of it where it is pinned.
     *
     * @param bending makes another of the reference that the button carries
     */
    Delivery pressPinned(String person, Shown pinned, String label, UnaryOperator<String> bending);

    /** The same with a button that opens a form. */
    Form openPinned(String person, Shown pinned, String label);
  }

  /** A form that is open. */
  interface Form {
    /** What is wrong, as it is shown; empty when it was taken. */
    List<String> send(Map<String, String> said);
  }

  /** The texts of the files that somebody was given, once they have taken them. */
  List<String> files(String person);

  /** What is to be seen in the pictures that somebody sees, each of which their client can show. */
  List<String> pictures(String person);

  /** How long a sentence may be here. */
  int longest();

  /** Delivers all of them twice, in an order of their own. */
  default void mixed(List<Delivery> deliveries) {
    Mixed.order(deliveries, deliveries.size(), it -> it.send() && it.again());
  }
}

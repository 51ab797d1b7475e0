package dev.deskhand.torture;

import dev.deskhand.journal.Journal;
import dev.deskhand.runbooks.action.StepAction;
import java.util.List;

/** A bug that is planted between the bot and its ports, to see that it is found. */
interface Sabotage {
  /** No bug. */
  Sabotage NONE = new Sabotage() {};

  default Journal journal(Journal real) {
    return real;
  }

  default List<? extends StepAction> actions(List<? extends StepAction> real) {
    return real;
  }
}

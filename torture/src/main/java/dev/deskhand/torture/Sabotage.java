package dev.deskhand.torture;

import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Outbox;
import dev.deskhand.runbooks.action.StepAction;
import java.nio.file.Path;

/** A bug that is planted between the bot and its ports, to see that it is found. */
interface Sabotage {
  /** No bug. */
  Sabotage NONE = new Sabotage() {};

  default Journal journal(Journal real) {
    return real;
  }

  default Inbox inbox(Inbox real) {
    return real;
  }

  default Outbox outbox(Outbox real) {
    return real;
  }

  default StepAction action(StepAction real) {
    return real;
  }

  /** What the disk does to the files of an engine that died. */
  default void disk(Path left) {}
}

package dev.deskhand.audit.witness;

import dev.deskhand.audit.SignedHead;
import java.io.IOException;

/** Somebody outside who is shown how far the audit has come. Thread-safe. */
public interface Witness {

  /** What messages call it. */
  String name();

  /**
   * Shows a head.
   *
   * @throws IOException if it can't be known to have arrived, as far as this way of sending tells
   */
  void show(SignedHead head) throws IOException;
}

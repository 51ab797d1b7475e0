package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;

/** How an attempt gets to the world. */
interface Way {
  /**
   * Makes an attempt, after a last look at the fence.
   *
   * @param epoch under which it was announced
   */
  ActionResult effect(EffectClass effect, ActionCall call, long epoch) throws InterruptedException;

  /** Asks whether an attempt happened. */
  ProbeResult probe(EffectClass effect, ActionCall call) throws InterruptedException;
}

package dev.deskhand.runbooks.action;

/**
 * The last look before an effect. While it is on its way to a target, a process can stand still for
 * longer than its lease, so that another may have made the attempt anew; and its runbook or target
 * can be frozen.
 */
@FunctionalInterface
public interface Fence {
  /** Lets everything pass: what reads, and what a test does by itself. */
  Fence NONE = () -> {};

  /**
   * Called when everything is ready, right before the effect leaves the process.
   *
   * @throws FencedException if the effect must not be made now; let it go on to the caller, with
   *     nothing done
   */
  void pass();
}

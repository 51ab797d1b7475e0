package dev.deskhand.runbooks.action;

/**
 * The last look before an effect. A process can stand still for longer than its lease while it
 * connects to a target: by then another may have made the attempt anew.
 */
@FunctionalInterface
public interface Fence {
  /** Lets everything pass: what reads, and what a test does by itself. */
  Fence NONE = () -> {};

  /**
   * Called when everything is ready, right before the effect leaves the process.
   *
   * @throws FencedException if the attempt may be in other hands; let it go on to the caller, with
   *     nothing done
   */
  void pass();
}

package dev.deskhand.web;

/**
 * A part of the running process and how it is.
 *
 * @param name such as {@code store} or {@code language}; anybody may read it
 */
public record Component(String name, State state) {
  /** How a part is. */
  public enum State {
    READY,
    /** Not there yet; the process serves without it. */
    LOADING,
    FAILED
  }
}

package dev.deskhand.web;

import java.util.Optional;

/**
 * A part of the running process and how it is.
 *
 * @param name such as {@code store} or {@code language}; anybody may read it
 * @param version which of several it is, where that tells one process from another
 */
public record Component(String name, State state, Optional<String> version) {
  /** How a part is. */
  public enum State {
    READY,
    /** Not there yet; the process serves without it. */
    LOADING,
    /** It serves as it was, because what was to take its place is not in order. */
    STALE,
    /** What comes in can't be stored, and nothing that was begun goes on. */
    STALLED,
    FAILED
  }

  /** One of which there is one. */
  public static Component of(String name, State state) {
    return new Component(name, state, Optional.empty());
  }
}

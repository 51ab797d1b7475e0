package dev.deskhand.sandbox;

/**
 * The practice company itself is broken: a server did not start, or an id that a test used is
 * unknown.
 */
public final class SandboxFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SandboxFailure(String message) {
    super(message);
  }

  public SandboxFailure(String message, Throwable cause) {
    super(message, cause);
  }
}

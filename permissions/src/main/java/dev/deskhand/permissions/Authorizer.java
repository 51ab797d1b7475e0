package dev.deskhand.permissions;

/**
 * Asks the policies. The only caller of Cedar and the only maker of {@link Grant}s. Thread-safe; a
 * call takes well under a millisecond and touches no network.
 */
public final class Authorizer {
  /** What the policies say to a request, now. */
  public Decision decide(AccessRequest request) {
    throw new UnsupportedOperationException(request.toString());
  }
}

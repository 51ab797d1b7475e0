package dev.deskhand.web.oidc;

/** The issuer can't be asked now, or is not what it has to be. */
public final class OidcException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OidcException(String message, Throwable cause) {
    super(message, cause);
  }

  OidcException(String message) {
    super(message);
  }
}

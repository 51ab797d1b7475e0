package dev.deskhand.web;

/** The chat page could not do what was asked. The root of this module's exceptions. */
public class WebException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public WebException(String message) {
    super(message);
  }

  public WebException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.deskhand.web;

import io.javalin.http.HttpStatus;

/** A request is not served; the message is shown to the person and says what to do. */
final class RequestRefusedException extends WebException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;

  RequestRefusedException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}

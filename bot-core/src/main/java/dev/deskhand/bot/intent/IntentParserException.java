package dev.deskhand.bot.intent;

/** Nothing can be understood at the moment, or at all; the message says which. */
public final class IntentParserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public IntentParserException(String message) {
    super(message);
  }

  public IntentParserException(String message, Throwable cause) {
    super(message, cause);
  }
}

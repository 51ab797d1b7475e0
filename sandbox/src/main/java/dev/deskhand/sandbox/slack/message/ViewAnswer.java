package dev.deskhand.sandbox.slack.message;

import java.util.Map;

/** What became of a modal that somebody sent. */
public sealed interface ViewAnswer {
  record Closed() implements ViewAnswer {}

  /** It stays, with words below some fields, by their labels. */
  record Errors(Map<String, String> byLabel) implements ViewAnswer {
    public Errors {
      byLabel = Map.copyOf(byLabel);
    }
  }

  /** Another page of it is shown. */
  record Updated(SlackView view) implements ViewAnswer {}
}

package dev.deskhand.sandbox.slack.message;

/**
 * A modal or a Home tab as it is shown.
 *
 * @param user whose Home tab it is; empty for a modal
 * @param json the view, with its id
 */
public record SlackView(String id, String user, String json) {
  public boolean isModal() {
    return user.isEmpty();
  }

  /** Whether its JSON contains this text as it is. */
  public boolean says(String text) {
    return json.contains(text);
  }
}

package dev.deskhand.sandbox.slack.message;

import java.util.List;
import java.util.Optional;

/**
 * A message as the workspace holds it now, that is, after its updates.
 *
 * @param channel the channel's id; for one said to a person, that of the direct conversation
 * @param ts Slack's id of the message in its channel, such as {@code 1700000000.000100}
 * @param threadTs the {@code ts} of the thread's first message, when it stands in a thread
 * @param text the text outside of blocks; empty when there is none
 * @param onlyFor the id of the one person who sees it, when it is ephemeral
 * @param json the message as Slack shows it, metadata included
 */
public record SlackMessage(
    String channel,
    String ts,
    Optional<String> threadTs,
    String text,
    List<SlackButton> buttons,
    Optional<SlackMetadata> metadata,
    Optional<String> onlyFor,
    String json) {

  public SlackMessage {
    buttons = List.copyOf(buttons);
  }

  /** The first button with this action id. */
  public Optional<SlackButton> button(String actionId) {
    return buttons.stream().filter(button -> button.actionId().equals(actionId)).findFirst();
  }

  /** Whether the text or any block contains these words, as they stand. */
  public boolean says(String words) {
    return text.contains(words) || json.contains(words);
  }
}

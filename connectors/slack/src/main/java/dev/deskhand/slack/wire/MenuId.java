package dev.deskhand.slack.wire;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import dev.deskhand.bot.message.ButtonAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The action id of a menu: what its options have in common stands in it, and an option's value is
 * what is its own. Like a button's value it is a reference that is checked, never trusted.
 */
public final class MenuId {
  private static final String START = "deskhand-menu-";
  private static final int LONGEST = 255;
  private static final int LONGEST_VALUE = 150;

  private MenuId() {}

  /** The id; empty where it would be too long for Slack. */
  public static Optional<String> of(int number, ButtonAction stem) {
    return Optional.of(START + number + ":" + stem.encoded()).filter(it -> it.length() <= LONGEST);
  }

  /** Whether an option can carry this choice. */
  public static boolean fits(ButtonAction action) {
    return action.choice().length() <= LONGEST_VALUE;
  }

  /**
   * What was chosen; empty where it is no menu of ours.
   *
   * @throws IllegalArgumentException if it is bent
   */
  static Optional<ButtonAction> chosen(BlockActionPayload.@Nullable Action action) {
    if (action == null || action.getSelectedOption() == null || action.getActionId() == null) {
      return Optional.empty();
    }
    String id = action.getActionId();
    int colon = id.indexOf(':');
    return id.startsWith(START) && colon > 0
        ? Optional.of(
            ButtonAction.decode(
                ButtonAction.decode(id.substring(colon + 1))
                    .choosing(SlackWire.text(action.getSelectedOption().getValue()))
                    .encoded()))
        : Optional.empty();
  }
}

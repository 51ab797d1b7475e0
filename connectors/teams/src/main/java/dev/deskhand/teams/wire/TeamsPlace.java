package dev.deskhand.teams.wire;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.permissions.Account;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A place in Teams: {@code TENANT:CONVERSATION} for a channel's thread or a group chat, {@code
 * TENANT:PERSON} for the conversation with one person.
 *
 * <p>That one is named by the person and never by its {@code a:…} id: so a post to somebody and
 * their answer are one conversation, and the id need not be known to name it.
 *
 * @param tenant the Entra tenant's id, in lower case
 * @param conversation the conversation's id, or a person's object id in lower case
 */
public record TeamsPlace(String tenant, String conversation) {
  /** The name under which conversations and accounts belong to Teams. */
  public static final String PLATFORM = "teams";

  private static final Pattern GUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern CONVERSATION = Pattern.compile("[\\w:;=@.+|~-]{1,200}");

  public TeamsPlace {
    if (!isGuid(tenant) || !isConversation(conversation)) {
      throw new IllegalArgumentException("a place of Teams: expected TENANT:CONVERSATION");
    }
  }

  /** The conversation with a person alone. */
  public static TeamsPlace direct(String tenant, String person) {
    return new TeamsPlace(tenant, person);
  }

  /**
   * Reads the place of a conversation.
   *
   * @throws IllegalArgumentException if it is not of Teams
   */
  public static TeamsPlace of(ConversationId conversation) {
    int colon = conversation.place().indexOf(':');
    if (!conversation.channel().equals(PLATFORM) || colon < 0) {
      throw new IllegalArgumentException("conversation '" + conversation + "' is not of Teams");
    }
    return new TeamsPlace(
        conversation.place().substring(0, colon), conversation.place().substring(colon + 1));
  }

  public ConversationId conversationId() {
    return new ConversationId(PLATFORM, toString());
  }

  /** Whether the bot speaks to one person here. */
  public boolean isDirect() {
    return isGuid(conversation);
  }

  /** True for an id of Entra as it is kept here: in lower case. */
  public static boolean isGuid(String text) {
    return GUID.matcher(text).matches();
  }

  static boolean isConversation(String id) {
    return CONVERSATION.matcher(id).matches();
  }

  static String lower(String guid) {
    return guid.toLowerCase(Locale.ROOT);
  }

  static Account account(String tenant, String person) {
    return new Account(PLATFORM, tenant, person);
  }

  @Override
  public String toString() {
    return tenant + ":" + conversation;
  }
}

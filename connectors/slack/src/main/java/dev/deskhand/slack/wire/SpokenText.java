package dev.deskhand.slack.wire;

import com.slack.api.model.File;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the kinds of events in which somebody says something have in common.
 *
 * @param team the speaker's own workspace, where Slack names it; empty otherwise
 * @param user empty when no person spoke
 * @param root the timestamp of the message that the thread hangs on, if it is in one
 * @param files what was attached
 * @param oddity why it is nobody's new sentence: a bot, an edit; empty when it is one
 */
record SpokenText(
    String team,
    String user,
    String channel,
    String timestamp,
    Optional<String> root,
    String text,
    List<File> files,
    Optional<String> oddity) {

  private static final Set<String> HEARD = Set.of("im", "channel", "group", "mpim");

  static SpokenText of(AppMentionEvent event) {
    return new SpokenText(
        first(event.getUserTeam(), event.getSourceTeam(), event.getTeam()),
        text(event.getUser()),
        text(event.getChannel()),
        text(event.getTs()),
        Optional.ofNullable(event.getThreadTs()),
        text(event.getText()),
        files(event.getFiles()),
        oddity(event.getBotId(), event.getEdited()).or(() -> unusual(event.getSubtype())));
  }

  static SpokenText of(MessageEvent event) {
    return new SpokenText(
        text(event.getTeam()),
        text(event.getUser()),
        text(event.getChannel()),
        text(event.getTs()),
        Optional.ofNullable(event.getThreadTs()),
        text(event.getText()),
        files(event.getFiles()),
        oddity(event.getBotId(), event.getEdited()).or(() -> elsewhere(event.getChannelType())));
  }

  static SpokenText of(MessageFileShareEvent event, boolean isShared) {
    return new SpokenText(
        "",
        text(event.getUser()),
        text(event.getChannel()),
        text(event.getTs()),
        Optional.ofNullable(event.getThreadTs()),
        text(event.getText()),
        files(event.getFiles()),
        isShared ? unnamed(event.getChannelType()) : elsewhere(event.getChannelType()));
  }

  static SpokenText of(MessageThreadBroadcastEvent event, boolean isShared) {
    return new SpokenText(
        "",
        text(event.getUser()),
        text(event.getChannel()),
        text(event.getTs()),
        Optional.ofNullable(event.getThreadTs()),
        text(event.getText()),
        List.of(),
        isShared ? unnamed(event.getChannelType()) : elsewhere(event.getChannelType()));
  }

  private static Optional<String> oddity(@Nullable String bot, @Nullable Object edited) {
    if (bot != null) {
      return Optional.of("a bot wrote it");
    }
    return edited == null ? Optional.empty() : Optional.of("it is an edit");
  }

  private static Optional<String> unusual(@Nullable String subtype) {
    return Optional.ofNullable(subtype)
        .filter(kind -> !kind.equals("file_share") && !kind.equals("thread_broadcast"))
        .map(kind -> "it is a message of another kind");
  }

  /** What is said in a channel may be for the bot in a thread that it has a part in. */
  private static Optional<String> elsewhere(@Nullable String channelType) {
    return HEARD.contains(text(channelType))
        ? Optional.empty()
        : Optional.of("nobody spoke to the bot");
  }

  /** These name no workspace, and in a channel that is shared people of others write, too. */
  private static Optional<String> unnamed(@Nullable String channelType) {
    return text(channelType).equals("im")
        ? Optional.empty()
        : Optional.of("nobody spoke to the bot");
  }

  boolean isDirect() {
    return channel.startsWith("D");
  }

  /** Whether it stands in the thread below another message. */
  boolean isReply() {
    return root.filter(it -> !it.equals(timestamp)).isPresent();
  }

  boolean mentions(String user) {
    return text.contains("<@" + user + ">") || text.contains("<@" + user + "|");
  }

  private static List<File> files(@Nullable List<File> files) {
    return files == null ? List.of() : files;
  }

  private static String first(@Nullable String... candidates) {
    return Stream.of(candidates).filter(Objects::nonNull).findFirst().orElse("");
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}

package dev.deskhand.bot.reply;

import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** What the bot says about who approves for whom, in the voice of {@link Replies}. */
public final class DelegationReplies {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");

  private DelegationReplies() {}

  public static Message all(Principal reader, List<Delegation> delegations) {
    return Message.text(
        delegations.isEmpty()
            ? "Nobody approves for you, " + reader.name() + ", and you approve for nobody."
            : delegations.stream()
                    .map(it -> "`" + it.id() + "` " + line(it))
                    .collect(Collectors.joining("\n"))
                + "\n**undelegate ID** ends one.");
  }

  public static Message made(Delegation delegation) {
    return Message.text(
        line(delegation)
            + " It ends by itself; **undelegate "
            + delegation.id()
            + "** ends it earlier. What you ask for yourself stays for others to approve.");
  }

  public static Message ended(Delegation delegation) {
    return Message.text(delegation.to() + " approves no more for " + delegation.from() + ".");
  }

  public static String line(Delegation delegation) {
    String roles =
        delegation.roles().stream().map(Role::value).sorted().collect(Collectors.joining(", "));
    return "**%s** approves for **%s**%s from %s to %s."
        .formatted(
            delegation.to(),
            delegation.from(),
            roles.isEmpty() ? "" : " as " + roles,
            at(delegation.since()),
            at(delegation.until()));
  }

  /** A day where it begins one, else to the minute. */
  private static String at(Instant instant) {
    ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? "the beginning of " + time.toLocalDate()
        : MINUTE.format(time);
  }
}

package dev.deskhand.bot.trigger;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Expression;
import dev.deskhand.permissions.PersonId;
import java.util.Optional;

/**
 * What begins something without anybody asking the bot.
 *
 * @param filter must hold, over what the source tells; always holds where there is none
 * @param as the service that acts; its owner, in the people file, answers for it
 * @param version of the file that it was read from
 */
public record Trigger(
    TriggerName name,
    String title,
    Source source,
    Optional<Expression> filter,
    Start start,
    PersonId as,
    Limits limits,
    ContentVersion version) {}

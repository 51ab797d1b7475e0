package dev.deskhand.desks;

import dev.deskhand.bot.trigger.Signing;
import dev.deskhand.content.Template;
import java.util.Optional;

/**
 * A trigger that another system may call.
 *
 * @param name in its address, {@code /hooks/NAME}
 * @param secret that signs
 * @param signing how its calls are signed
 * @param delivery what tells one delivery from another, over the payload; where there is none, a
 *     header that {@code signing} names, or all that is signed
 */
public record Hook(String name, Secret secret, Signing signing, Optional<Template> delivery) {}

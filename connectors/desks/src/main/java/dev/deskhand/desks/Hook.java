package dev.deskhand.desks;

import dev.deskhand.content.Template;
import java.util.Optional;

/**
 * A trigger that another system may call.
 *
 * @param name in its address, {@code /hooks/NAME}
 * @param secret that signs
 * @param delivery what tells one delivery from another, over the payload; the signature where there
 *     is none
 */
public record Hook(String name, Secret secret, Optional<Template> delivery) {}

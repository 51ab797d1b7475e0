/** Triggers as people write them. */
@NullMarked
package dev.deskhand.bot.trigger.yaml;

import org.jspecify.annotations.NullMarked;

/** Limits as people write them. */
@NullMarked
package dev.deskhand.bot.limit.yaml;

import org.jspecify.annotations.NullMarked;

/** Requests, conversations and deliveries as they are stored. */
@NullMarked
package dev.deskhand.bot.json;

import org.jspecify.annotations.NullMarked;

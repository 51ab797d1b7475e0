@NullMarked
package dev.deskhand.bot.conversation;

import org.jspecify.annotations.NullMarked;

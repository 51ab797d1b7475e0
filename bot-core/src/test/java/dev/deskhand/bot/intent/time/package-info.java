@NullMarked
package dev.deskhand.bot.intent.time;

import org.jspecify.annotations.NullMarked;

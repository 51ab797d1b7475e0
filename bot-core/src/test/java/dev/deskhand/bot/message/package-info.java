@NullMarked
package dev.deskhand.bot.message;

import org.jspecify.annotations.NullMarked;

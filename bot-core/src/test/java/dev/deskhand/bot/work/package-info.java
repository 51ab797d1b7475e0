@NullMarked
package dev.deskhand.bot.work;

import org.jspecify.annotations.NullMarked;

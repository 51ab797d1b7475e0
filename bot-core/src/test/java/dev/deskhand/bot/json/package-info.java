@NullMarked
package dev.deskhand.bot.json;

import org.jspecify.annotations.NullMarked;

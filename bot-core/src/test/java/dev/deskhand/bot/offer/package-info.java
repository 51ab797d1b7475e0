@NullMarked
package dev.deskhand.bot.offer;

import org.jspecify.annotations.NullMarked;

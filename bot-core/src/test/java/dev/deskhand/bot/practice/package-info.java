/** What lies behind a door in its tests. */
@NullMarked
package dev.deskhand.bot.practice;

import org.jspecify.annotations.NullMarked;
